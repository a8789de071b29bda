import Taro from '@tarojs/taro';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { api, type AnyArgs } from './api';

/** Fetches a PDF with the token and shows it: WeChat's reader with its menu (send, save), or the browser's. Throws an ApiError. */
export async function openPdf(route: RouteSpec & { binary: readonly string[] }, args: AnyArgs, fileName: string): Promise<void> {
  const file = await api.download(route, args);
  if (process.env.TARO_ENV === 'h5') {
    const link = document.createElement('a');
    link.href = file;
    link.download = fileName;
    document.body.append(link);
    link.click();
    link.remove();
    return;
  }
  await Taro.openDocument({ filePath: file, fileType: 'pdf', showMenu: true });
}
