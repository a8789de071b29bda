import { create } from 'qrcode/lib/core/qrcode';
import { render } from 'qrcode/lib/renderer/svg-tag';

/** The link as a QR picture, drawn on this device: black on white also in the dark, with the quiet zone scanners need. */
export function qrPicture(link: string): string {
  const svg = render(create(link, { errorCorrectionLevel: 'M' }), { margin: 4, color: { dark: '#000000', light: '#ffffff' } });
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
