import { create } from 'qrcode/lib/core/qrcode';
import { render } from 'qrcode/lib/renderer/svg-tag';

/** Pixels of the picture; a page shows it smaller. */
const SIDE = 660;

/** The link as a QR picture, drawn on this device: black on white also in the dark, with the quiet zone scanners need. */
export function qrPicture(link: string): string {
  // A link is ASCII. Handed over as bytes, because WeChat has no TextEncoder, which the library uses for texts.
  const data = Uint8ClampedArray.from(link, (character) => character.charCodeAt(0));
  const svg = render(create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' }), {
    width: SIDE,
    margin: 4,
    color: { dark: '#000000', light: '#ffffff' },
  });
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
