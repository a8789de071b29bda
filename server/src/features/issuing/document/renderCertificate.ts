import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { Refusal } from '../../../platform/errors';
import type { CertificateContent } from './content';
import { face, FACES } from '../../../platform/print/fonts';
import { MM } from '../../../platform/print/page';
import { FIELDS, HEADING, ISSUER, PAGE, PORTAL, PORTRAIT, QR_CAPTION, QR_PANEL, STATEMENT, TITLE } from './layout';
import { drawBackground, drawDivider } from './ornament';
import { paletteOf } from './palettes';
import { drawQr } from './qr';
import { drawSeal, SEAL_LETTERS } from './seal';
import { setFitting, setLine, sizesFrom } from './typeset';
import type { Doc } from './vector';
import { assertAllPrintable, wordingOf, type Wording } from './wording';

const INK = '#1a1a1a';

async function portraitJpeg(portrait: Buffer): Promise<Buffer> {
  try {
    // 300 dpi in print: more only makes the file bigger.
    return await sharp(portrait)
      .rotate()
      .resize(413, 578, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 86, mozjpeg: true })
      .toBuffer();
  } catch {
    throw new Refusal(422, 'PORTRAIT_UNREADABLE', '证书照片打不开，请重新上传 JPG 或 PNG 格式的证件照');
  }
}

function drawTitle(doc: Doc, words: Wording, colour: string): number {
  doc.fillColor(colour);
  const single = words.title.length === 1;
  let y = (TITLE.y + (single ? 7 : 0)) * MM;
  words.title.forEach((text, index) => {
    const last = index === words.title.length - 1;
    const size = last ? TITLE.largeSize : TITLE.smallSize;
    const short = last && text.length < 8;
    setLine(doc, text, TITLE.x * MM, y, TITLE.width * MM, size, short ? 14 : last ? 2 : 1.5);
    y += size * 1.62;
  });
  return y;
}

function drawFields(doc: Doc, words: Wording, rule: string): void {
  const row = Math.min(FIELDS.widestRow, FIELDS.height / words.fields.length) * MM;
  let y = (FIELDS.y - (words.heading ? 0 : FIELDS.raise)) * MM;
  for (const { label, text } of words.fields) {
    const count = [...label].length;
    doc.font('text').fontSize(FIELDS.size).fillColor('#4a4a4a');
    const gap = (FIELDS.labelWidth * MM - count * FIELDS.size) / Math.max(1, count - 1);
    doc.text(label, FIELDS.x * MM, y, { lineBreak: false, characterSpacing: gap });
    doc.text('：', (FIELDS.x + FIELDS.labelWidth) * MM, y, { lineBreak: false });
    doc.fillColor(INK);
    const height = setFitting(doc, 'strong', text, { x: FIELDS.valueX * MM, y, width: FIELDS.valueWidth * MM }, sizesFrom(FIELDS.size, 10));
    const bottom = y + Math.max(height, FIELDS.size * 1.45) + 1.5;
    doc
      .moveTo(FIELDS.valueX * MM, bottom)
      .lineTo((FIELDS.valueX + FIELDS.valueWidth) * MM, bottom)
      .lineWidth(0.5)
      .stroke(rule);
    y = Math.max(y + row, bottom + 8);
  }
}

function drawPortrait(doc: Doc, jpeg: Buffer, dark: string, mid: string, raise: number): void {
  const [x, y, width, height] = [PORTRAIT.x * MM, (PORTRAIT.y - raise) * MM, PORTRAIT.width * MM, PORTRAIT.height * MM];
  doc.rect(x - 5, y - 5, width + 10, height + 10).fill('#ffffff');
  doc.image(jpeg, x, y, { width, height });
  doc
    .rect(x - 0.4, y - 0.4, width + 0.8, height + 0.8)
    .lineWidth(0.8)
    .stroke(dark);
  doc
    .rect(x - 5, y - 5, width + 10, height + 10)
    .lineWidth(0.35)
    .stroke(mid);
}

function drawStatement(doc: Doc, text: string): void {
  const atSize = (size: number) => {
    const options = { width: STATEMENT.width * MM, indent: size * 2, lineGap: STATEMENT.lineGap };
    doc.font('text').fontSize(size);
    return { size, options, lines: Math.round(doc.heightOfString(text, options) / (doc.currentLineHeight(true) + STATEMENT.lineGap)) };
  };
  const trials = [STATEMENT.size, STATEMENT.size - 0.5, STATEMENT.size - 1].map(atSize);
  // A little smaller where that saves a last line of one or two characters.
  const { size, options } = trials.find(({ lines }) => lines === Math.min(...trials.map((trial) => trial.lines)))!;
  doc
    .fontSize(size)
    .fillColor(INK)
    .text(text, STATEMENT.x * MM, STATEMENT.y * MM, options);
}

function drawIssuer(doc: Doc, words: Wording): void {
  const [x, width] = [ISSUER.x * MM, ISSUER.width * MM];
  const row = (label: string, text: string, y: number) => {
    doc.font('text').fontSize(ISSUER.size).fillColor(INK);
    const labelWidth = doc.widthOfString(label);
    doc.text(label, x, y, { lineBreak: false });
    return setFitting(doc, 'text', text, { x: x + labelWidth, y, width: width - labelWidth }, sizesFrom(ISSUER.size, 9.5));
  };
  const height = row('发证单位：', words.issuer, ISSUER.y * MM);
  row('发证时间：', words.issuedOn, ISSUER.y * MM + Math.max(ISSUER.rowHeight * MM, height + 6));
}

function drawPortal(doc: Doc, text: string, rule: string): void {
  doc
    .font('text')
    .fontSize(PORTAL.size)
    .fillColor('#4a4a4a')
    .text(text, PORTAL.x * MM, PORTAL.y * MM, { width: PORTAL.width * MM, align: 'center' });
  const [middle, y] = [(PAGE.width / 2) * MM, PORTAL.y * MM + PORTAL.size * 0.78];
  const half = doc.widthOfString(text) / 2;
  for (const side of [-1, 1])
    doc
      .moveTo(middle + side * (half + 8), y)
      .lineTo(middle + side * (half + 40), y)
      .lineWidth(0.6)
      .stroke(rule);
}

/**
 * Makes the certificate as an unsigned A4 PDF (JS-14…JS-18). The same content always gives the same bytes, so a retry after a
 * crash seals the same file.
 * Refuses with GLYPH_MISSING, CERTIFICATE_FIELD_MISSING, CERTIFICATE_TEXT_TOO_LONG or PORTRAIT_UNREADABLE; then nothing may be issued.
 */
export async function renderCertificate(content: CertificateContent): Promise<Buffer> {
  const words = wordingOf(content);
  assertAllPrintable(words);
  if ([...words.issuer].length > SEAL_LETTERS)
    throw new Refusal(422, 'CERTIFICATE_TEXT_TOO_LONG', `发证单位“${words.issuer}”太长，印章上排不下，请核对后再签发`);
  const jpeg = await portraitJpeg(content.holder.portrait);
  const palette = paletteOf(content.subject.category);

  const doc = new PDFDocument({
    size: [PAGE.width * MM, PAGE.height * MM],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    font: undefined,
    info: {
      Title: words.title.join(''),
      Author: words.issuer,
      Subject: `证书编号 ${content.certificateNo}`,
      Creator: '建证通',
      Producer: 'pdfkit',
      // The day of issue, not the moment of rendering: a re-made file must be the same file.
      CreationDate: new Date(`${content.issuedOn}T00:00:00+08:00`),
    },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  for (const name of FACES) doc.registerFont(name, face(name).bytes);

  drawBackground(doc, palette);
  const below = drawTitle(doc, words, palette.dark);
  if (words.heading) {
    doc.fillColor(INK);
    setFitting(
      doc,
      'strong',
      `${words.heading.label}：${words.heading.text}`,
      { x: HEADING.x * MM, y: HEADING.y * MM, width: HEADING.width * MM },
      sizesFrom(HEADING.size, 11),
      'center',
    );
    drawDivider(doc, (PAGE.width / 2) * MM, (HEADING.y - 4.5) * MM, 110 * MM, palette);
  } else {
    drawDivider(doc, (PAGE.width / 2) * MM, below + 7 * MM, 110 * MM, palette);
  }
  drawFields(doc, words, palette.mid);
  drawPortrait(doc, jpeg, palette.dark, palette.mid, words.heading ? 0 : FIELDS.raise);

  drawStatement(doc, words.statement);
  drawQr(doc, content.verifyLink);
  doc
    .rect(QR_PANEL.x * MM, QR_PANEL.y * MM, QR_PANEL.width * MM, QR_PANEL.height * MM)
    .lineWidth(0.5)
    .stroke(palette.mid);
  doc
    .font('text')
    .fontSize(QR_CAPTION.size)
    .fillColor(INK)
    .text(words.scan, QR_CAPTION.x * MM, QR_CAPTION.y * MM, { width: QR_CAPTION.width * MM, align: 'center' });
  drawIssuer(doc, words);
  drawPortal(doc, words.portal, palette.mid);
  drawSeal(doc, words.issuer);
  doc.end();
  return done;
}
