import sharp from 'sharp';

/** What a card is photographed on. */
export const BACKGROUNDS = ['dark-table', 'wood', 'concrete', 'cloth', 'white-paper', 'red-brick'] as const;
export type Background = (typeof BACKGROUNDS)[number];

const noise = (id: string, frequency: string, octaves: number, seed: number, matrix: string) =>
  `<filter id="${id}" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}"/>
  <feColorMatrix type="matrix" values="${matrix}"/></filter>`;
const grey = (strength: number) => `0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  ${strength} 0 0 0 ${-strength * 0.42}`;

function cloth(width: number, height: number): string {
  const bands: string[] = [];
  for (let i = 0; i * 90 < width; i += 1) bands.push(`<rect x="${i * 90}" width="34" height="${height}" fill="#2b4a6b" opacity=".55"/>`);
  for (let i = 0; i * 90 < height; i += 1) bands.push(`<rect y="${i * 90}" width="${width}" height="34" fill="#b9c4cf" opacity=".45"/>`);
  return bands.join('');
}

function bricks(width: number, height: number): string {
  const rows: string[] = [];
  for (let row = 0; row * 110 < height; row += 1) {
    for (let column = -1; column * 300 < width; column += 1) {
      rows.push(`<rect x="${column * 300 + (row % 2) * 150}" y="${row * 110}" width="288" height="98" fill="#9a4f3a"/>`);
    }
  }
  return rows.join('');
}

function artwork(background: Background, width: number, height: number, seed: number): { base: string; body: string; filters: string } {
  const grain = (id: string) => `<rect width="${width}" height="${height}" filter="url(#${id})"/>`;
  switch (background) {
    case 'dark-table':
      return { base: '#3a3330', body: grain('fine'), filters: noise('fine', '0.02 0.4', 3, seed, grey(0.9)) };
    case 'wood':
      return {
        base: '#b98a55',
        body: grain('veins') + grain('fine'),
        filters: noise('veins', '0.0018 0.055', 4, seed, grey(1.6)) + noise('fine', '0.01 0.7', 2, seed + 1, grey(0.5)),
      };
    case 'concrete':
      return {
        base: '#b9b7b1',
        body: grain('stains') + grain('fine'),
        filters: noise('stains', '0.004', 4, seed, grey(0.7)) + noise('fine', '0.35', 3, seed + 1, grey(0.8)),
      };
    case 'cloth':
      return { base: '#7f93a8', body: cloth(width, height) + grain('fine'), filters: noise('fine', '0.6', 2, seed, grey(0.8)) };
    case 'white-paper':
      return { base: '#f4f2ee', body: grain('fine'), filters: noise('fine', '0.01', 3, seed, grey(0.12)) };
    case 'red-brick':
      return {
        base: '#c9bfb2',
        body: bricks(width, height) + grain('stains') + grain('fine'),
        filters: noise('stains', '0.006', 3, seed, grey(0.8)) + noise('fine', '0.4', 3, seed + 1, grey(0.9)),
      };
  }
}

let last: { key: string; drawn: Promise<Buffer> } | undefined;

/** A surface, not to be written on: drawn once for those who ask for the same one after each other. @returns raw RGB, 8 bits */
export function renderBackground(background: Background, width: number, height: number, seed: number): Promise<Buffer> {
  const key = [background, width, height, seed].join(' ');
  if (last?.key !== key) last = { key, drawn: draw(background, width, height, seed) };
  return last.drawn;
}

/** At a third of the size and enlarged, for the noise is slow to make. */
function draw(background: Background, width: number, height: number, seed: number): Promise<Buffer> {
  const { base, body, filters } = artwork(background, width, height, seed % 997);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width / 3)}" height="${Math.round(height / 3)}" viewBox="0 0 ${width} ${height}"><defs>${filters}</defs><rect width="${width}" height="${height}" fill="${base}"/>${body}</svg>`;
  return sharp(Buffer.from(svg)).resize(width, height, { fit: 'fill' }).removeAlpha().raw().toBuffer();
}
