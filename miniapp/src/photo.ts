import Taro from '@tarojs/taro';
import { refusalOf } from './refusal';

/** any: camera or album, as the person likes; camera: the camera, where the phone allows to insist on it. */
export type PhotoSource = 'any' | 'camera';
/** DENIED: the phone's settings keep the camera closed; PRIVACY: the privacy question was answered with no; the others lie in the photo. */
export type PhotoProblem = 'DENIED' | 'PRIVACY' | 'UNREADABLE' | 'TOO_LARGE';
export interface PickedPhoto {
  /** Local path (weapp) or object URL (H5); absent when the person went back or something was wrong. */
  filePath?: string;
  problem?: PhotoProblem;
}

/** The card reader takes 2 MB; a little less leaves room for the form around it. */
const MOST_BYTES = 1_800_000;
const LONGEST_SIDE = 2_200;
const QUALITIES = [80, 60, 40];

const bytesOf = (filePath: string): number => (Taro.getFileSystemManager().statSync(filePath) as Taro.Stats).size;

/** Under the limit, and never larger than it was: a side is only given when it has to shrink. Undefined: it stays too large. */
async function compressed(src: string): Promise<string | undefined> {
  const { width, height } = await Taro.getImageInfo({ src });
  const side =
    Math.max(width, height) <= LONGEST_SIDE ? {} : width >= height ? { compressedWidth: LONGEST_SIDE } : { compressedHeight: LONGEST_SIDE };
  for (const quality of QUALITIES) {
    const { tempFilePath } = await Taro.compressImage({ src, quality, ...side } as Taro.compressImage.Option);
    if (bytesOf(tempFilePath) <= MOST_BYTES) return tempFilePath;
  }
  return undefined;
}

const inWechat = async (from: PhotoSource): Promise<PickedPhoto> => {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sourceType: from === 'camera' ? ['camera'] : ['camera', 'album'],
      sizeType: ['original', 'compressed'],
      camera: 'back',
    });
    const file = tempFiles[0];
    if (!file) return {};
    const filePath = file.size <= MOST_BYTES ? file.tempFilePath : await compressed(file.tempFilePath);
    return filePath ? { filePath } : { problem: 'TOO_LARGE' };
  } catch (error) {
    const refusal = refusalOf(error);
    return refusal === 'CANCELLED' ? {} : { problem: refusal ?? 'UNREADABLE' };
  }
};

const blobOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob'))), 'image/jpeg', quality / 100),
  );

const shrunk = async (file: File): Promise<Blob | undefined> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const factor = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  if (factor === 1 && file.size <= MOST_BYTES) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * factor);
  canvas.height = Math.round(bitmap.height * factor);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const blob = await blobOf(canvas, quality);
    if (blob.size <= MOST_BYTES) return blob;
  }
  return undefined;
};

const inBrowser = (from: PhotoSource): Promise<PickedPhoto> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    if (from === 'camera') input.setAttribute('capture', 'environment');
    input.style.display = 'none';
    const end = (picked: PickedPhoto) => {
      input.remove();
      resolve(picked);
    };
    input.addEventListener('cancel', () => end({}));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) return end({});
      shrunk(file).then(
        (blob) => end(blob ? { filePath: URL.createObjectURL(blob) } : { problem: 'TOO_LARGE' }),
        () => end({ problem: 'UNREADABLE' }),
      );
    });
    document.body.append(input);
    input.click();
  });

/** One photo under 2 MB from the camera or the album. */
export const pickPhoto = (from: PhotoSource): Promise<PickedPhoto> => (process.env.TARO_ENV === 'h5' ? inBrowser(from) : inWechat(from));
