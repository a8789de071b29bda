import Taro from '@tarojs/taro';

/** any: camera or album, as the person likes; camera: the camera, where the phone allows to insist on it. */
export type PhotoSource = 'any' | 'camera';
export interface PickedPhoto {
  /** Local path (weapp) or object URL (H5); absent when the person went back or something was wrong. */
  filePath?: string;
  problem?: 'DENIED' | 'UNREADABLE';
}

/** The card reader takes 2 MB; a little less leaves room for the form around it. */
const MOST_BYTES = 1_800_000;
const LONGEST_SIDE = 2_200;

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
    if (file.size <= MOST_BYTES) return { filePath: file.tempFilePath };
    const { tempFilePath } = await Taro.compressImage({
      src: file.tempFilePath,
      quality: 80,
      compressedWidth: LONGEST_SIDE,
    } as Taro.compressImage.Option);
    return { filePath: tempFilePath };
  } catch (error) {
    const text = String((error as { errMsg?: string }).errMsg);
    if (/auth|deny|denied|permission/i.test(text)) return { problem: 'DENIED' };
    return /cancel/i.test(text) ? {} : { problem: 'UNREADABLE' };
  }
};

const shrunk = async (file: File): Promise<Blob> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const factor = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  if (factor === 1 && file.size <= MOST_BYTES) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * factor);
  canvas.height = Math.round(bitmap.height * factor);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('toBlob'))), 'image/jpeg', 0.85),
  );
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
        (blob) => end({ filePath: URL.createObjectURL(blob) }),
        () => end({ problem: 'UNREADABLE' }),
      );
    });
    document.body.append(input);
    input.click();
  });

/** One photo under 2 MB from the camera or the album. */
export const pickPhoto = (from: PhotoSource): Promise<PickedPhoto> => (process.env.TARO_ENV === 'h5' ? inBrowser(from) : inWechat(from));
