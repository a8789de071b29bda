import { create } from 'qrcode';
import { MM } from '../../../platform/print/page';
import { QR_PANEL, QR_SIZE } from './layout';
import type { Doc } from './vector';

/** The QR of a link as runs of dark modules: `size` modules a side; level M survives a crease or a stain of 15 %. */
export function qrRuns(link: string): { size: number; runs: { column: number; row: number; length: number }[] } {
  const { size, data } = create(link, { errorCorrectionLevel: 'M' }).modules;
  const runs = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const start = column;
      while (column < size && data[row * size + column]) column += 1;
      if (column > start) runs.push({ column: start, row, length: column - start });
    }
  }
  return { size, runs };
}

/** Draws the QR as one vector path on a white panel with its quiet zone. */
export function drawQr(doc: Doc, link: string): void {
  const { size, runs } = qrRuns(link);
  const module = (QR_SIZE * MM) / size;
  const inset = (QR_PANEL.width - QR_SIZE) / 2;
  const [left, top] = [(QR_PANEL.x + inset) * MM, (QR_PANEL.y + inset) * MM];
  doc.rect(QR_PANEL.x * MM, QR_PANEL.y * MM, QR_PANEL.width * MM, QR_PANEL.height * MM).fill('#ffffff');
  for (const { column, row, length } of runs) doc.rect(left + column * module, top + row * module, length * module, module);
  doc.fill('#000000');
}
