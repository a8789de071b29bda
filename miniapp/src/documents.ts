import Taro from '@tarojs/taro';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { api, type AnyArgs } from './api';

/** Fetches a PDF with the token and shows it: WeChat's reader with its menu (send, save), or the browser's. Throws an ApiError. */
export async function openPdf(route: RouteSpec & { binary: readonly string[] }, args: AnyArgs, fileName: string): Promise<void> {
  const file = await api.download(route, args);
  if (process.env.TARO_ENV === 'h5') {
    keepFile(file, fileName);
    return;
  }
  await Taro.openDocument({ filePath: file, fileType: 'pdf', showMenu: true });
}

/** Has the browser keep what stands at the address (also data of its own) as a file; in H5 only. */
export function keepFile(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

/** A filled-in table from this computer; in a browser only. Undefined when nothing was chosen. */
export const chooseSheet = (): Promise<File | undefined> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.xlsx,.csv';
    input.hidden = true;
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    document.body.append(input);
    input.click();
    input.remove();
  });
