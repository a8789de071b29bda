import type { Sex } from '@jzt/shared/domain/idNumber';
import sharp from 'sharp';
import { letters } from './lettering';
import { seededRandom } from './random';

const SKIN = ['#e8bf9c', '#d9a980', '#c8946b', '#efcfb2'];
const HAIR = ['#17130f', '#2a221c', '#3d3733', '#6c6763'];
const CLOTHES = ['#2f4358', '#4a4a4f', '#5a3b32', '#35503c', '#7a2f2f'];

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;

/**
 * A drawn head and shoulders in a 100 × 130 box, without background. Nobody's likeness: shapes and colours come from the seed alone.
 * @param sex only changes the hair
 */
export function portraitArtwork(seed: number, sex: Sex): string {
  const random = seededRandom(seed);
  const skin = pick(SKIN, random);
  const hair = pick(HAIR, random);
  const clothes = pick(CLOTHES, random);
  const width = 21 + random() * 4;
  const height = 29 + random() * 4;
  const eyes = 8 + random() * 2.5;
  const brow = 1 + random() * 1.2;
  const mouth = 5.5 + random() * 3;
  const nose = 7 + random() * 4;
  const long = sex === 'F';
  const cap = `M${50 - width - 1.5} 58 C${50 - width - 3} ${19 - random() * 4} ${50 + width + 3} ${19 - random() * 4} ${50 + width + 1.5} 58 C${50 + width - 4} 40 ${
    50 - 4 + random() * 10
  } 37 ${50 - width + 3} 42 Z`;
  const behind = long
    ? `<path d="M${50 - width - 5} 88 C${50 - width - 9} 12 ${50 + width + 9} 12 ${50 + width + 5} 88 Z" fill="${hair}"/>`
    : '';
  const eye = (x: number) => `
    <ellipse cx="${x}" cy="57" rx="4.2" ry="2.1" fill="#fbf8f4"/><circle cx="${x}" cy="57" r="1.9" fill="#241a14"/><circle cx="${x + 0.6}" cy="56.4" r=".5" fill="#fff"/>
    <path d="M${x - 5} 52.2 q5 -3 10 0" fill="none" stroke="${hair}" stroke-width="${brow}"/>`;
  return `
    ${behind}
    <path d="M10 130 C12 108 30 102 40 98 L60 98 C70 102 88 108 90 130 Z" fill="${clothes}"/>
    <path d="M41 84 L41 99 Q50 110 59 99 L59 84 Z" fill="${skin}"/><path d="M41 88 Q50 98 59 88 L59 92 Q50 101 41 92 Z" fill="#000" opacity=".14"/>
    <path d="M39 99 L50 117 L61 99 L64 102 L51 124 L49 124 L36 102 Z" fill="#f2f2f0"/>
    <ellipse cx="${50 - width}" cy="60" rx="3" ry="5.5" fill="${skin}"/><ellipse cx="${50 + width}" cy="60" rx="3" ry="5.5" fill="${skin}"/>
    <ellipse cx="50" cy="${62}" rx="${width}" ry="${height}" fill="${skin}"/>
    <ellipse cx="${50 + width * 0.45}" cy="66" rx="${width * 0.5}" ry="${height * 0.8}" fill="#000" opacity=".05"/>
    <path d="${cap}" fill="${hair}"/>
    ${eye(50 - eyes)}${eye(50 + eyes)}
    <path d="M49 60 q-2 ${nose} 1.6 ${nose + 0.5}" fill="none" stroke="#000" stroke-opacity=".28" stroke-width="1"/>
    <path d="M${50 - mouth} 78 q${mouth} ${2 + random() * 2} ${mouth * 2} 0" fill="none" stroke="#a5524a" stroke-width="1.8"/>`;
}

/**
 * A drawn one-inch portrait photo (295 × 413 px, JPEG) for a demo person, with 演示 printed on the shirt.
 * @param background `#438edb` is the blue, `#ffffff` the white of Chinese ID photos
 */
export function renderPortrait(
  seed: number,
  { sex = 'M', background = '#438edb' }: { sex?: Sex; background?: string } = {},
): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="295" height="413" viewBox="0 0 100 140">
    <rect width="100" height="140" fill="${background}"/><g transform="translate(0 10)">${portraitArtwork(seed, sex)}</g>
    ${letters('演示', { x: 64, y: 137, size: 8, fill: '#fff', opacity: 0.75 })}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}
