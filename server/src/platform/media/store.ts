import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { Types } from 'mongoose';

/** What lessons are made of, by the ending of the name. */
export const MEDIA_TYPES = { mp4: 'video/mp4', jpg: 'image/jpeg', vtt: 'text/vtt; charset=utf-8' } as const;
export type MediaEnding = keyof typeof MEDIA_TYPES;

const NAME = /^([0-9a-f]{24})\.(mp4|jpg|vtt)$/;
const bucket = () => new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'media' });

/** Stores it under a new name, `…/media/NAME`; what is stored never changes. Lessons are no secret, so they lie there as they are. */
export async function storeMedia(pieces: AsyncIterable<Buffer> | Iterable<Buffer>, ending: MediaEnding): Promise<string> {
  const id = new Types.ObjectId();
  const name = `${id.toHexString()}.${ending}`;
  await pipeline(Readable.from(pieces), bucket().openUploadStreamWithId(id, name));
  return name;
}

export async function removeMedia(name: string): Promise<void> {
  const [, id] = NAME.exec(name) ?? [];
  if (id)
    await bucket()
      .delete(new Types.ObjectId(id))
      .catch((error: Error) => {
        if (!/File not found/.test(error.message)) throw error;
      });
}

export interface MediaFile {
  bytes: number;
  contentType: string;
  /** From byte `start` to before `end`. */
  open(start: number, end: number): Readable;
}

/** By its name: what officers uploaded, else a film that came with the installation (`MEDIA_DIR`). Undefined where there is neither. */
export async function findMedia(name: string, mediaDir?: string): Promise<MediaFile | undefined> {
  return (await stored(name)) ?? (mediaDir === undefined ? undefined : onDisk(join(mediaDir, basename(name))));
}

async function stored(name: string): Promise<MediaFile | undefined> {
  const [, id, ending] = NAME.exec(name) ?? [];
  if (!id) return undefined;
  const _id = new Types.ObjectId(id);
  const [file] = await bucket().find({ _id }).limit(1).toArray();
  return (
    file && {
      bytes: file.length,
      contentType: MEDIA_TYPES[ending as MediaEnding],
      open: (start, end) => bucket().openDownloadStream(_id, { start, end }),
    }
  );
}

async function onDisk(path: string): Promise<MediaFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  return {
    bytes: found.size,
    contentType: MEDIA_TYPES[extname(path).slice(1) as MediaEnding] ?? 'application/octet-stream',
    open: (start, end) => createReadStream(path, { start, end: end - 1 }),
  };
}
