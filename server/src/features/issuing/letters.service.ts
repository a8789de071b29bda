import { Singleton } from '@midwayjs/core';
import PDFDocument from 'pdfkit';
import { assertPrintable, face, type Face } from '../../platform/print/fonts';
import { MM } from '../../platform/print/page';

/** A page to be printed, signed on paper and photographed. */
export interface Letter {
  title: string;
  /** Small, above the title. */
  head: string;
  fields: readonly { label: string; text: string }[];
  paragraphs: readonly string[];
  /** Lines to sign on. */
  signatures: readonly string[];
}

const FACES = ['text', 'strong', 'song'] as const satisfies readonly Face[];
const MARGIN = 25 * MM;
const WIDTH = 210 * MM - 2 * MARGIN;
const LABEL = 28 * MM;

/** Letters in the type of the certificates: A4, Chinese embedded, what cannot be printed is refused by name. */
@Singleton()
export class Letters {
  /** Throws GLYPH_MISSING. */
  async print(letter: Letter): Promise<Buffer> {
    const values = letter.fields.map(({ label, text }) => [label, { text, faces: ['strong'] as const }] as const);
    assertPrintable(Object.fromEntries(values));
    const doc = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      lang: 'zh-CN',
      displayTitle: true,
      font: undefined,
      info: { Title: letter.title, Creator: '建证通', Producer: 'pdfkit' },
    } as never);
    const chunks: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      doc.on('end', () => resolve(Buffer.concat(chunks)));
      doc.on('error', reject);
    });
    for (const name of FACES) doc.registerFont(name, face(name).bytes);
    doc.font('text').fontSize(9).fillColor('#5b6663').text(letter.head, { width: WIDTH, align: 'right' });
    doc.moveDown(1).font('song').fontSize(22).fillColor('#1a1a1a').text(letter.title, { width: WIDTH, align: 'center' });
    doc.moveDown(1);
    for (const { label, text } of letter.fields) {
      const y = doc.y;
      doc.font('text').fontSize(12).text(`${label}：`, MARGIN, y);
      doc.font('strong').text(text, MARGIN + LABEL, y, { width: WIDTH - LABEL });
      doc.y = Math.max(doc.y, y + 22);
      doc
        .moveTo(MARGIN + LABEL, doc.y - 3)
        .lineTo(MARGIN + WIDTH, doc.y - 3)
        .lineWidth(0.5)
        .stroke('#9aa5a2');
    }
    doc.moveDown(0.8);
    letter.paragraphs.forEach((text, at) =>
      doc
        .font('text')
        .fontSize(12)
        .text(text, MARGIN, doc.y, { width: WIDTH, indent: at ? 24 : 0, lineGap: 7, paragraphGap: 5 }),
    );
    doc.moveDown(2);
    for (const line of letter.signatures)
      doc
        .fontSize(12)
        .text(line, MARGIN + WIDTH / 2 - 10 * MM, doc.y, { width: WIDTH / 2 + 10 * MM })
        .moveDown(1.6);
    doc.end();
    return done;
  }
}
