import { MM } from '../../../platform/print/page';

/** Where everything stands on the page. Millimetres from the top left corner of A4; text sizes in points. */
export const PAGE = { width: 210, height: 297 } as const;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const BAND = { outer: 12, inner: 21.5 } as const;
export const TITLE = { x: 33, y: 39, width: 144, smallSize: 21, largeSize: 33 } as const;
export const HEADING = { x: 35, y: 81, width: 140, size: 16 } as const;
/** `raise` moves the holder's block up where no heading stands above it. */
export const FIELDS = {
  x: 35,
  y: 101,
  raise: 6,
  height: 64,
  labelWidth: 23,
  valueX: 64.5,
  valueWidth: 66.5,
  widestRow: 14.5,
  size: 14,
} as const;
export const PORTRAIT: Box = { x: 139.5, y: 102, width: 35, height: 49 };
export const STATEMENT = { x: 35, y: 173, width: 140, size: 13.5, lineGap: 9 } as const;
/** The white panel, its quiet zone included; the code itself is 26 mm wide. */
export const QR_PANEL: Box = { x: 35, y: 211, width: 32, height: 32 };
export const QR_SIZE = 26;
export const QR_CAPTION = { x: 31, y: 244.5, width: 40, size: 9.5 } as const;
export const ISSUER = { x: 88, y: 222, width: 87, size: 13, rowHeight: 10 } as const;
export const SEAL = { x: 150, y: 229, radius: 21 } as const;
export const PORTAL = { x: 35, y: 259.5, width: 140, size: 10.5 } as const;

/**
 * The square around the round seal as a PDF rectangle (points from the bottom left): where the signature field lies, so that
 * tapping the seal shows it.
 */
export const SEAL_RECTANGLE: readonly [number, number, number, number] = [
  (SEAL.x - SEAL.radius) * MM,
  (PAGE.height - SEAL.y - SEAL.radius) * MM,
  (SEAL.x + SEAL.radius) * MM,
  (PAGE.height - SEAL.y + SEAL.radius) * MM,
];
