import PDFDocument from 'pdfkit';
import { assertPrintable, face, type Face } from '../../platform/print/fonts';
import { MM } from '../../platform/print/page';

export interface Poster {
  title: string;
  invitation: string;
  /** The mini-program code, PNG or JPEG. */
  code: Buffer;
  lines: readonly string[];
}

const FACES = ['text', 'strong', 'song'] as const satisfies readonly Face[];
const MARGIN = 20 * MM;
const WIDTH = 210 * MM - 2 * MARGIN;
/** Read from two metres away. */
const CODE = 110 * MM;

/** One page A4 to hang up: whose it is, the code large, and the rest below it. Throws GLYPH_MISSING. */
export async function printPoster({ title, invitation, code, lines }: Poster): Promise<Buffer> {
  const texts = [title, ...lines].map((text) => [text, { text, faces: ['text', 'song'] as const }] as const);
  assertPrintable(Object.fromEntries(texts));
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'zh-CN',
    displayTitle: true,
    font: undefined,
    info: { Title: title, Creator: '建证通', Producer: 'pdfkit' },
  } as never);
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  for (const name of FACES) doc.registerFont(name, face(name).bytes);
  const centred = { width: WIDTH, align: 'center' } as const;
  doc
    .font('song')
    .fontSize(30)
    .fillColor('#0e5a54')
    .text(title, MARGIN, 28 * MM, centred);
  doc.image(code, (210 * MM - CODE) / 2, 75 * MM, { width: CODE, height: CODE });
  doc
    .font('strong')
    .fontSize(24)
    .fillColor('#1a1a1a')
    .text(invitation, MARGIN, 75 * MM + CODE + 8 * MM, centred);
  doc.moveDown(0.6);
  for (const line of lines)
    doc
      .font('text')
      .fontSize(15)
      .fillColor('#2b3532')
      .text(line, { ...centred, lineGap: 5 });
  doc
    .font('text')
    .fontSize(10)
    .fillColor('#5b6663')
    .text('建证通', MARGIN, 297 * MM - 28 * MM, { ...centred, lineBreak: false });
  doc.end();
  return done;
}
