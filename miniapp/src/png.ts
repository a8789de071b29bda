import { zlibSync } from 'fflate';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** One bit a pixel, grey, nothing interlaced. */
const FORMAT = [1, 0, 0, 0, 0];

const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function crc32(bytes: number[]): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function chunk(type: string, body: number[]): number[] {
  const named = [...Array.from(type, (letter) => letter.charCodeAt(0)), ...body];
  return [...u32(body.length), ...named, ...u32(crc32(named))];
}

/** A square PNG in black and white. WeChat shows no SVG from a data address on every phone, and has no canvas outside a page. */
export function pngOf(side: number, isDark: (row: number, column: number) => boolean): Uint8Array {
  const rowBytes = 1 + Math.ceil(side / 8);
  const rows = new Uint8Array(rowBytes * side);
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1)
      if (!isDark(row, column)) rows[row * rowBytes + 1 + (column >> 3)]! |= 128 >> (column & 7);
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk('IHDR', [...u32(side), ...u32(side), ...FORMAT]),
    ...chunk('IDAT', [...zlibSync(rows)]),
    ...chunk('IEND', []),
  ]);
}
