import { createFile, MP4BoxBuffer, type ISOFile } from 'mp4box';

/** Some bytes of a file, and where in it they begin. */
export interface Piece {
  start: number;
  content: Buffer;
}

/**
 * Reads as much of an MP4 as names its samples, which are not read themselves: `mp4box` says where to go on. `read` hands out what byte `from`
 * lies in. Undefined where no table of samples was found.
 */
export async function headOf(bytes: number, read: (from: number) => Promise<Piece>): Promise<ISOFile | undefined> {
  const file = createFile(false);
  let ready = false;
  file.onReady = () => (ready = true);
  for (let from = 0; from < bytes && !ready;) {
    const { start, content } = await read(from);
    const copy = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
    const next = file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(copy, start)) as number | undefined;
    from = Math.max(start + content.length, next ?? 0);
  }
  return ready ? file : undefined;
}
