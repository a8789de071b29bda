/** What the request layer needs from the platform; `taro-transport.ts` is the real one. All reject with an ApiError OFFLINE or TIMEOUT when no answer came. */
export interface Transport {
  send(request: HttpRequest): Promise<HttpReply>;
  /** One file as multipart field `file`. */
  upload(request: Omit<HttpRequest, 'method' | 'body'> & { filePath: string }): Promise<HttpReply>;
  /** A file to a local path (weapp) or object URL (H5); `body` carries the error answer when the status is not 200. */
  download(request: Omit<HttpRequest, 'method' | 'body'>): Promise<HttpReply & { localPath: string }>;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
}

export interface HttpReply {
  status: number;
  /** Parsed JSON, or undefined when the answer was not JSON. */
  body: unknown;
  retryAfterSeconds?: number;
}
