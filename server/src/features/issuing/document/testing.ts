import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Category, SafetyCode } from '@jzt/shared/domain/categories';
import { jiangsu } from '@jzt/shared/policy/packs/jiangsu';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import { templateOf } from '@jzt/shared/policy/print';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import type { CertificateContent } from './content';
import { MM } from '../../../platform/print/page';
import type { Box } from './layout';
import { encodeVerifyLink } from '../../certificate/verifyCode';

/** A picture of a page: RGBA, `scale` pixels a millimetre. */
export interface Picture {
  width: number;
  height: number;
  data: Buffer;
  scale: number;
}

/** Four plain fields of colour, so that a test can tell that the photo stands upright at its place. */
export const PORTRAIT_COLOURS = { topLeft: '#2060c0', topRight: '#30a040', bottomLeft: '#d0a020', bottomRight: '#703090' } as const;

const portrait = sharp(
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="500" height="700">
  <rect width="250" height="350" fill="${PORTRAIT_COLOURS.topLeft}"/><rect x="250" width="250" height="350" fill="${PORTRAIT_COLOURS.topRight}"/>
  <rect y="350" width="250" height="350" fill="${PORTRAIT_COLOURS.bottomLeft}"/><rect x="250" y="350" width="250" height="350" fill="${PORTRAIT_COLOURS.bottomRight}"/></svg>`),
)
  .png()
  .toBuffer();

// A fixed key, so that the approved pictures always show the same code.
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});

/** What is printed, by the category and code it is printed for. */
export type Specimen = Category | `SAFETY_MGMT_${SafetyCode}`;

const subjectOf = (specimen: Specimen): CertificateContent['subject'] => {
  const [, code] = /^SAFETY_MGMT_(\w+)$/.exec(specimen) ?? [];
  return code ? { category: 'SAFETY_MGMT', code } : { category: specimen as Category };
};

/**
 * A complete certificate, of Jiangsu where it prints the kind and else of Qinghai unless the change says otherwise. Nobody's data: the ID
 * number's region is unassigned.
 */
export async function specimen(
  of: Specimen,
  change: Partial<Omit<CertificateContent, 'holder'>> & { holder?: Partial<CertificateContent['holder']> } = {},
): Promise<CertificateContent> {
  const subject = subjectOf(of);
  const certificateNo = '苏建安A(2023)0000018';
  return {
    pack: templateOf(jiangsu, subject.category, subject.code) ? jiangsu : qinghai,
    subject,
    certificateNo,
    postName: '土建施工员',
    enterpriseName: '江苏远方建设有限公司',
    institutionName: '青海高原建设培训学校',
    issuedOn: '2023-07-15',
    validTo: '2026-07-14',
    verifyLink: encodeVerifyLink(
      'https://verify.example.cn',
      'AAECAwQFBgcICQoLDA0ODw',
      { certificateNo, kind: 'SAFETY_MGMT', name: '王建国', validTo: '2026-07-14' },
      privateKey,
    ),
    ...change,
    holder: { name: '王建国', sex: '男', idNumber: '990101197503152215', portrait: await portrait, ...change.holder },
  };
}

/**
 * Runs a poppler program on a PDF (Debian package poppler-utils) and gives back what it prints. `FILE` among the arguments
 * stands for the PDF.
 */
export function poppler(
  program: 'pdftoppm' | 'pdftotext' | 'pdffonts' | 'pdfinfo' | 'pdfsig',
  args: readonly string[],
  pdf: Buffer,
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const file = join(folder, 'certificate.pdf');
    writeFileSync(file, pdf);
    const { stdout, stderr, error } = spawnSync(
      program,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { maxBuffer: 1 << 28, env: { ...process.env, TZ: 'UTC' } },
    );
    if (error) throw new Error(`${program} does not run, install poppler-utils: ${error.message}`);
    if (/Syntax (Error|Warning)/.test(stderr.toString())) throw new Error(`${program}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The page, or a part of it, as poppler paints it. */
export function paint(pdf: Buffer, dpi: number, part?: Box): Picture {
  const scale = dpi / 25.4;
  const cut = part
    ? ['-x', part.x, '-y', part.y, '-W', part.width, '-H', part.height].map((value) =>
        typeof value === 'number' ? String(Math.round(value * scale)) : value,
      )
    : [];
  const { width, height, data } = PNG.sync.read(poppler('pdftoppm', ['-png', '-singlefile', '-r', String(dpi), ...cut, 'FILE'], pdf));
  return { width, height, data, scale };
}

/** All text of the page without white space. */
export const wordsOf = (pdf: Buffer): string => poppler('pdftotext', ['-layout', 'FILE', '-'], pdf).toString().replace(/\s+/g, '');

/** Part of a picture; millimetres from the top left of the page. */
export function crop(picture: Picture, box: Box): Picture {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((value) => Math.round(value * picture.scale)) as [
    number,
    number,
    number,
    number,
  ];
  const data = Buffer.alloc(width * height * 4);
  for (let row = 0; row < height; row += 1)
    picture.data.copy(data, row * width * 4, ((y + row) * picture.width + x) * 4, ((y + row) * picture.width + x + width) * 4);
  return { width, height, data, scale: picture.scale };
}

/** Where a text stands, by the words and boxes that pdftotext finds, in millimetres. Throws when the page does not have it. */
export function placeOf(pdf: Buffer, text: string): Box {
  const page = poppler('pdftotext', ['-bbox', 'FILE', '-'], pdf).toString();
  const found = [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g)];
  const words = found.map(([, left, top, right, bottom, word = '']) => ({
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
    word,
  }));
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1, joined = ''; to <= words.length && text.startsWith((joined += words[to - 1]!.word)); to += 1) {
      if (joined !== text) continue;
      const part = words.slice(from, to);
      const [left, top] = [Math.min(...part.map((word) => word.left)), Math.min(...part.map((word) => word.top))];
      const [right, bottom] = [Math.max(...part.map((word) => word.right)), Math.max(...part.map((word) => word.bottom))];
      return { x: left / MM, y: top / MM, width: (right - left) / MM, height: (bottom - top) / MM };
    }
  }
  throw new Error(`“${text}” is not on the page`);
}

const INK = 110;

/** The dark ink of a picture, cut to its edges and brought to one size, as grey values 0 (paper) to 1 (ink). Empty when there is none. */
export async function inkShape(
  { width, height, data }: Pick<Picture, 'width' | 'height' | 'data'>,
  columns = 320,
  rows = 40,
): Promise<number[]> {
  let [left, top, right, bottom] = [width, height, -1, -1];
  const mask = Buffer.alloc(width * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [red, green, blue] = [data[pixel * 4]!, data[pixel * 4 + 1]!, data[pixel * 4 + 2]!];
    if (Math.max(red, green, blue) >= INK) continue;
    mask[pixel] = 255;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  if (right < 0) return [];
  const even = await sharp(mask, { raw: { width, height, channels: 1 } })
    .extract({ left, top, width: right - left + 1, height: bottom - top + 1 })
    .resize(columns, rows, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer();
  return [...even].map((value) => value / 255);
}

/** A text drawn by another engine (Pango) from the same kind of face: what the page ought to show. */
export async function referenceShape(text: string, fontFile: string, family: string): Promise<number[]> {
  const { data, info } = await sharp({
    text: { text: `<span foreground="black">${text}</span>`, rgba: true, fontfile: fontFile, font: `${family} 42`, dpi: 144 },
  })
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return inkShape({ data, width: info.width, height: info.height });
}

/** How alike two shapes are: the correlation of their ink, 1 for the same, about 0 for unrelated. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  if (!a.length || a.length !== b.length) return 0;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [together, aloneA, aloneB] = [0, 0, 0];
  a.forEach((value, index) => {
    const [da, db] = [value - meanA, b[index]! - meanB];
    together += da * db;
    aloneA += da * da;
    aloneB += db * db;
  });
  return together / Math.sqrt(aloneA * aloneB);
}
