import busboy from 'busboy';
import type { IncomingMessage } from 'node:http';
import { badInput, Refusal } from '../errors';

/** The largest file any route takes; a phone compresses to a tenth of it. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;

/** Reads the one file of a multipart body into memory. The name a client gave it is never used. */
export function readUpload(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: request.headers, limits: { files: 1, fields: 20, fieldSize: 1024, fileSize: MAX_UPLOAD_BYTES } });
    } catch {
      reject(badInput('FILE_REQUIRED', '请选择一张照片再上传'));
      return;
    }
    let content: Buffer | undefined;
    let tooLarge = false;
    const fail = (error: Refusal) => {
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    parser.on('file', (_field, stream) => {
      const chunks: Buffer[] = [];
      stream.on('limit', () => (tooLarge = true));
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => (content = Buffer.concat(chunks)));
    });
    parser.on('close', () => {
      if (tooLarge) fail(new Refusal(413, 'FILE_TOO_LARGE', '照片太大，请选择10MB以内的照片'));
      else if (!content?.length) fail(badInput('FILE_REQUIRED', '请选择一张照片再上传'));
      else resolve(content);
    });
    parser.on('error', () => fail(badInput('FILE_CORRUPT', '照片没有传完整，请重新上传')));
    request.on('aborted', () => fail(badInput('FILE_CORRUPT', '照片没有传完整，请重新上传')));
    request.pipe(parser);
  });
}
