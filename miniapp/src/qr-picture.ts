import { fromByteArray } from 'base64-js';
import { create } from 'qrcode/lib/core/qrcode';
import { pngOf } from './png';

/** Pixels of the picture at most; a page shows it smaller. */
const SIDE = 660;
/** The quiet zone scanners need, in modules. */
const MARGIN = 4;

/** The link as the address of a QR picture (PNG), drawn on this device: black on white also in the dark. */
export function qrPicture(link: string): string {
  // A link is ASCII. Handed over as bytes, because WeChat has no TextEncoder, which the library uses for texts.
  const data = Uint8ClampedArray.from(link, (character) => character.charCodeAt(0));
  const { modules } = create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' });
  const wide = modules.size + 2 * MARGIN;
  const scale = Math.floor(SIDE / wide);
  const inside = (at: number): boolean => at >= 0 && at < modules.size;
  const png = pngOf(wide * scale, (y, x) => {
    const [row, column] = [Math.floor(y / scale) - MARGIN, Math.floor(x / scale) - MARGIN];
    return inside(row) && inside(column) && Boolean(modules.get(row, column));
  });
  // Not Taro's arrayBufferToBase64: WeChat's takes a buffer, that of the H5 an array of bytes.
  return `data:image/png;base64,${fromByteArray(png)}`;
}
