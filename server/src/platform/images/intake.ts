import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { Turns } from '../turns';

export type ImageKind = 'jpeg' | 'png' | 'webp';
export type ImageRefusalCode = 'FILE_NOT_IMAGE' | 'FILE_TOO_LARGE' | 'IMAGE_TOO_LARGE_PIXELS' | 'FILE_CORRUPT';

export interface IntakeLimits {
  maxBytes: number;
  /** width × height, as the file's header says them */
  maxPixels: number;
  kinds: readonly ImageKind[];
  /** the long side of what is kept, in pixels; larger pictures are made smaller */
  maxSide?: number;
}

/** A picture that is safe to keep and to show: made anew from the pixels, upright, without EXIF. */
export interface CleanImage {
  /** JPEG, sRGB */
  buffer: Buffer;
  width: number;
  height: number;
  /** of `buffer`, hexadecimal */
  sha256: string;
}

/** A file that is not taken; `messageZh` is for the person who sent it. */
export class ImageRefused extends Error {
  constructor(
    readonly code: ImageRefusalCode,
    readonly messageZh: string,
  ) {
    super(messageZh);
    this.name = 'ImageRefused';
  }
}

/** Each may take its whole size in memory. */
const decoding = new Turns(2);

const MEGA = 1024 * 1024;
const DEFAULT_SIDE = 2400;
const corrupt = () => new ImageRefused('FILE_CORRUPT', '照片已损坏或没有传完整，请重新拍摄或重新选择');

/** What the first bytes say; a name or a declared type may say anything. */
function kindOf(buffer: Buffer): ImageKind | 'heif' | undefined {
  if (buffer.length < 12) return undefined;
  if (buffer.readUIntBE(0, 3) === 0xffd8ff) return 'jpeg';
  if (buffer.readBigUInt64BE(0) === 0x89504e470d0a1a0an) return 'png';
  const text = buffer.toString('latin1', 0, 12);
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return 'webp';
  return text.slice(4, 8) === 'ftyp' ? 'heif' : undefined;
}

function checkedKind(buffer: Buffer, kinds: readonly ImageKind[]): void {
  const kind = kindOf(buffer);
  if (kind === 'heif')
    throw new ImageRefused('FILE_NOT_IMAGE', '暂不支持这种照片格式（HEIC），请在手机相机设置中改为“兼容性最佳”（JPEG）后重新拍摄');
  if (!kind || !kinds.includes(kind)) throw new ImageRefused('FILE_NOT_IMAGE', '这不是照片文件，请选择 JPG 或 PNG 格式的照片');
}

/**
 * Takes a picture from outside: decides what it is by its content, measures it before decoding, then turns it upright and encodes it anew,
 * so that nothing of the sender's file (position, camera, hidden payload) goes further.
 * @throws ImageRefused FILE_TOO_LARGE, FILE_NOT_IMAGE (also moving pictures and HEIC), IMAGE_TOO_LARGE_PIXELS, FILE_CORRUPT
 */
export async function acceptImage(
  buffer: Buffer,
  { maxBytes, maxPixels, kinds, maxSide = DEFAULT_SIDE }: IntakeLimits,
): Promise<CleanImage> {
  if (buffer.length > maxBytes) throw new ImageRefused('FILE_TOO_LARGE', `照片太大，请选择 ${Math.floor(maxBytes / MEGA)}MB 以内的照片`);
  checkedKind(buffer, kinds);
  // the header alone: a bomb must be known before a pixel of it is unpacked
  const header = await sharp(buffer, { limitInputPixels: false })
    .metadata()
    .catch(() => Promise.reject(corrupt()));
  if (!header.width || !header.height) throw corrupt();
  if ((header.pages ?? 1) > 1) throw new ImageRefused('FILE_NOT_IMAGE', '不能使用动图，请选择一张普通照片');
  const pixels = header.width * header.height;
  // An interlaced one is unpacked whole before its first line is there.
  if (pixels > (header.isProgressive ? maxPixels / 2 : maxPixels))
    throw new ImageRefused('IMAGE_TOO_LARGE_PIXELS', '照片尺寸过大，请用手机相机重新拍摄');
  try {
    const { data, info } = await decoding.take(() =>
      sharp(buffer, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
        .rotate()
        .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .jpeg({ quality: 90 })
        .toBuffer({ resolveWithObject: true }),
    );
    return { buffer: data, width: info.width, height: info.height, sha256: createHash('sha256').update(data).digest('hex') };
  } catch {
    throw corrupt();
  }
}
