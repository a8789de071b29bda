import { CARD_HEIGHT, CARD_WIDTH } from './artwork';

/** Where the card lies in the picture. Angles in degrees; `fill` is the card's width over the picture's width; the shift is in card sizes. */
export interface Pose {
  rotate: number;
  tiltX: number;
  tiltY: number;
  fill: number;
  shiftX: number;
  shiftY: number;
}

export type Point = readonly [number, number];

/** A 3 × 3 projective map, row by row. */
export type Projection = readonly number[];

/** The map from the card in millimetres to the picture in pixels, for a pinhole camera 300 mm above the card. */
export function project(pose: Pose, width: number, height: number): Projection {
  const distance = 300;
  const rad = Math.PI / 180;
  const [cz, sz, cx, sx, cy, sy] = [pose.rotate, pose.tiltX, pose.tiltY].flatMap((angle) => [
    Math.cos(angle * rad),
    Math.sin(angle * rad),
  ]) as [number, number, number, number, number, number];
  const quarterTurn = Math.abs(sz) > Math.abs(cz);
  const focal = (pose.fill * (quarterTurn ? height : width) * distance) / CARD_WIDTH;
  // columns of Rx·Ry·Rz for a point of the plane z = 0, its centre first brought to the origin
  const ux = [cy * cz, cx * sz + sx * sy * cz, sx * sz - cx * sy * cz] as const;
  const uy = [-cy * sz, cx * cz - sx * sy * sz, sx * cz + cx * sy * sz] as const;
  const [x0, y0] = [CARD_WIDTH / 2, CARD_HEIGHT / 2];
  const at = (i: 0 | 1 | 2) => [ux[i], uy[i], -ux[i] * x0 - uy[i] * y0] as const;
  const w = [at(2)[0], at(2)[1], at(2)[2] + distance] as const;
  const centreX = width / 2 + (pose.shiftX * CARD_WIDTH * focal) / distance;
  const centreY = height / 2 + (pose.shiftY * CARD_HEIGHT * focal) / distance;
  return [...[0, 1, 2].map((i) => focal * at(0)[i]! + centreX * w[i]!), ...[0, 1, 2].map((i) => focal * at(1)[i]! + centreY * w[i]!), ...w];
}

/** The map the other way. */
export function inverse([a, b, c, d, e, f, g, h, i]: Projection): Projection {
  const [A, B, C, D, E, F, G, H, I] = [a!, b!, c!, d!, e!, f!, g!, h!, i!];
  return [
    E * I - F * H,
    C * H - B * I,
    B * F - C * E,
    F * G - D * I,
    A * I - C * G,
    C * D - A * F,
    D * H - E * G,
    B * G - A * H,
    A * E - B * D,
  ];
}

/** Where a point goes. */
export function apply(m: Projection, x: number, y: number): Point {
  const w = m[6]! * x + m[7]! * y + m[8]!;
  return [(m[0]! * x + m[1]! * y + m[2]!) / w, (m[3]! * x + m[4]! * y + m[5]!) / w];
}
