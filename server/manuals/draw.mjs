/* Makes the three manuals (JX-22) from the texts beside it and from pictures of our own screens:
 *   node server/manuals/draw.mjs <folder with the pictures that the browser tests keep>
 * The PDFs are kept in git, so that a server needs neither a browser nor the pictures. */
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { MANUALS } from './texts.mjs';

const require = createRequire(import.meta.url);
const font = (name) => require.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`);
const here = fileURLToPath(new URL('.', import.meta.url));
const [pictures] = process.argv.slice(2);
const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
/** Below this a picture goes onto the next page together with its heading. */
const ROOM = 330;

async function draw({ file, title, steps }) {
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, font: undefined, lang: 'zh-CN', info: { Title: title, Creator: '建证通' } });
  const written = new Promise((resolve) => doc.pipe(createWriteStream(join(here, file))).on('finish', resolve));
  doc.registerFont('text', font('400Regular/NotoSansSC_400Regular'));
  doc.registerFont('strong', font('500Medium/NotoSansSC_500Medium'));
  doc.font('strong').fontSize(20).text(title, { width: WIDTH, align: 'center' }).moveDown(1);
  for (const [at, { heading, text, picture }] of steps.entries()) {
    if (picture && doc.y > doc.page.height - MARGIN - ROOM) doc.addPage();
    doc
      .font('strong')
      .fontSize(13)
      .text(`${at + 1}. ${heading}`, MARGIN, doc.y, { width: WIDTH })
      .moveDown(0.3);
    for (const line of text) doc.font('text').fontSize(11).text(line, { width: WIDTH, lineGap: 4 });
    if (picture) {
      const { data, info } = await sharp(join(pictures, `${picture}.png`))
        .resize({ width: 1100, height: 780, fit: 'inside', position: 'top' })
        .jpeg({ quality: 72, mozjpeg: true })
        .toBuffer({ resolveWithObject: true });
      const scale = Math.min(WIDTH / info.width, 260 / info.height);
      const y = doc.y + 6;
      const x = MARGIN + (WIDTH - info.width * scale) / 2;
      doc.image(data, x, y, { width: info.width * scale });
      doc
        .rect(x, y, info.width * scale, info.height * scale)
        .lineWidth(0.5)
        .stroke('#b9c0bd');
      doc.y = y + info.height * scale + 4;
      doc.x = MARGIN;
    }
    doc.fillColor('black').moveDown(0.8);
  }
  doc.end();
  await written;
}

for (const manual of MANUALS) await draw(manual);
