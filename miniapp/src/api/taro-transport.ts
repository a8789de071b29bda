import Taro from '@tarojs/taro';
import { localError } from './api-error';
import { network } from './network';
import type { HttpReply, Transport } from './transport';

const h5 = process.env.TARO_ENV === 'h5';

/** Both platforms say "fail timeout"; H5 aborts its own fetch when the time is over. */
const unanswered = (error: unknown): never => {
  const text = String((error as { errMsg?: string })?.errMsg ?? (error as Error)?.message ?? error);
  if (/timeout|abort/i.test(text)) throw localError('TIMEOUT');
  network.unanswered();
  throw localError('OFFLINE');
};

const parsed = (data: unknown): unknown => {
  if (typeof data !== 'string') return data ?? undefined;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
};

const retryAfter = (header: Record<string, string> | undefined): number | undefined => {
  const name = Object.keys(header ?? {}).find((each) => each.toLowerCase() === 'retry-after');
  const seconds = name ? Number(header?.[name]) : NaN;
  return Number.isFinite(seconds) ? seconds : undefined;
};

const replyOf = (status: number, data: unknown, header?: Record<string, string>): HttpReply => {
  network.answered();
  return { status, body: parsed(data), retryAfterSeconds: retryAfter(header) };
};

/** The transport of both targets, over Taro. */
export const taroTransport: Transport = {
  async send({ method, url, headers, body, timeoutMs }) {
    const reply = await Taro.request<unknown>({
      method,
      url,
      timeout: timeoutMs,
      header: body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      data: body === undefined ? undefined : JSON.stringify(body),
    }).catch(unanswered);
    return replyOf(reply.statusCode, reply.data, reply.header as Record<string, string>);
  },

  async upload({ url, headers, filePath, timeoutMs }) {
    const reply = await Taro.uploadFile({ url, filePath, name: 'file', header: headers, timeout: timeoutMs }).catch(unanswered);
    return replyOf(reply.statusCode, reply.data);
  },

  async download({ url, headers, timeoutMs }) {
    if (h5) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), timeoutMs);
      try {
        const reply = await fetch(url, { headers, signal: stop.signal });
        if (!reply.ok) return { ...replyOf(reply.status, await reply.text()), localPath: '' };
        return { ...replyOf(200, {}), localPath: URL.createObjectURL(await reply.blob()) };
      } catch (error) {
        return unanswered(error);
      } finally {
        clearTimeout(timer);
      }
    }
    const reply = await Taro.downloadFile({ url, header: headers, timeout: timeoutMs }).catch(unanswered);
    if (reply.statusCode === 200) return { ...replyOf(200, {}), localPath: reply.tempFilePath };
    // WeChat puts an error answer into a file as well.
    const text = reply.tempFilePath ? Taro.getFileSystemManager().readFileSync(reply.tempFilePath, 'utf8') : undefined;
    return { ...replyOf(reply.statusCode, text), localPath: '' };
  },
};
