import { createHash } from 'node:crypto';
import { OctetString } from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';

/** Room for the CMS: a signature with its chain takes 4 KB, a time stamp and revocation data 8 KB more. */
const CONTENTS_BYTES = 12_288;
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** What the signature panel of a PDF reader shows beside the signer's own certificate. */
export interface PlaceholderOptions {
  reason: string;
  /** 发证单位, as printed. */
  signerName: string;
  location: string;
  /** Stored before the first try and reused: the same moment gives the same bytes and so the same digest. */
  signedAt: Date;
  /** Where the signature can be tapped, points from the bottom left: `SEAL_RECTANGLE`. */
  rectangle: readonly [number, number, number, number];
}

/** The bytes a signature covers: two pieces, [start, length, start, length], all but the signature's own hex digits. */
export type ByteRange = readonly [number, number, number, number];

/** SHA-256 as 64 lowercase hex digits. */
export const sha256 = (...pieces: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
};

// UTF-16 in hex: the one form in which Chinese survives any concatenation of bytes (@signpdf writes it as UTF-8 and garbles it).
const pdfText = (text: string) => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

const pdfDate = (moment: Date) =>
  `(D:${new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace(/[-:T]/g, '')}+08'00')`;

interface Outline {
  size: number;
  trailer: string;
  xref: number;
  catalogId: number;
  catalog: string;
  pageId: number;
  page: string;
}

/** Finds the catalogue and the only page by the cross-reference table that pdfkit writes. */
function outlineOf(pdf: Buffer): Outline {
  const text = pdf.toString('latin1');
  const unsupported = (what: string) => new Error(`not a one-page PDF from renderCertificate: ${what}`);
  const xref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? NaN);
  const table = /^xref\s+0 (\d+)\s+([\s\S]+?)trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(text.slice(xref));
  if (!table) throw unsupported('no plain cross-reference table');
  const [, count, rows, trailer] = table as unknown as [string, string, string, string];
  const offsets = rows
    .trim()
    .split(/\r?\n/)
    .map((row) => Number(row.slice(0, 10)));
  const dictionary = (id: number) => {
    const body = new RegExp(`^${id} 0 obj\\s*<<([\\s\\S]*?)>>\\s*endobj`).exec(text.slice(offsets[id]))?.[1];
    if (body === undefined) throw unsupported(`object ${id}`);
    return body.trim();
  };
  const reference = (body: string, key: string) => Number(new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(body)?.[1] ?? NaN);
  const catalogId = reference(trailer, 'Root');
  const catalog = dictionary(catalogId);
  const pageId = reference(dictionary(reference(catalog, 'Pages')), 'Kids');
  const page = dictionary(pageId);
  if (/\/(AcroForm|Perms)\b/.test(catalog) || /\/Annots\b/.test(page)) throw unsupported('it has a form already');
  return { size: Number(count), trailer, xref, catalogId, catalog, pageId, page };
}

const padded = (value: number) => String(value).padEnd(10);

/**
 * Appends an empty signature to a PDF of `renderCertificate`: a PAdES field over the round seal, certifying that nothing may
 * change afterwards (DocMDP 1).
 * The result is final but for the signature's own digits: hash it with `digestToSign`, fill it with `embedSignature`.
 */
export function preparePlaceholder(pdf: Buffer, options: PlaceholderOptions): Buffer {
  const { size, trailer, xref, catalogId, catalog, pageId, page } = outlineOf(pdf);
  const [signature, widget, appearance] = [size, size + 1, size + 2];
  const [left, bottom, right, top] = options.rectangle.map((value) => Math.round(value * 100) / 100) as [number, number, number, number];
  const objects = new Map<number, string>([
    [catalogId, `<<\n${catalog}\n/AcroForm << /Fields [${widget} 0 R] /SigFlags 3 >>\n/Perms << /DocMDP ${signature} 0 R >>\n>>`],
    [pageId, `<<\n${page}\n/Annots [${widget} 0 R]\n>>`],
    [
      signature,
      [
        '<<',
        '/Type /Sig',
        '/Filter /Adobe.PPKLite',
        '/SubFilter /ETSI.CAdES.detached',
        `/ByteRange [0 ${padded(0)} ${padded(0)} ${padded(0)}]`,
        `/Contents <${'0'.repeat(CONTENTS_BYTES * 2)}>`,
        `/M ${pdfDate(options.signedAt)}`,
        `/Name ${pdfText(options.signerName)}`,
        `/Reason ${pdfText(options.reason)}`,
        `/Location ${pdfText(options.location)}`,
        '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]',
        '>>',
      ].join('\n'),
    ],
    // Print and locked; the seal itself is drawn on the page, so the field's own appearance is empty.
    [
      widget,
      `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T ${pdfText('电子印章')}\n/F 132\n/Rect [${left} ${bottom} ${right} ${top}]\n/P ${pageId} 0 R\n/V ${signature} 0 R\n/AP << /N ${appearance} 0 R >>\n>>`,
    ],
    [
      appearance,
      `<<\n/Type /XObject\n/Subtype /Form\n/BBox [0 0 ${(right - left).toFixed(2)} ${(top - bottom).toFixed(2)}]\n/Resources << >>\n/Length 0\n>>\nstream\n\nendstream`,
    ],
  ]);
  let text = pdf.subarray(-1).toString() === '\n' ? '' : '\n';
  const offsets = new Map<number, number>();
  for (const [id, body] of [...objects].sort(([a], [b]) => a - b)) {
    offsets.set(id, pdf.length + text.length);
    text += `${id} 0 obj\n${body}\nendobj\n`;
  }
  const start = pdf.length + text.length;
  const rows = [...offsets].map(([id, offset]) => `${id} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const [, firstId] = /\/ID \[<([0-9a-f]+)>/.exec(trailer) ?? [];
  const id = firstId ? `/ID [<${firstId}> <${sha256(pdf, Buffer.from(text)).slice(0, 32)}>]\n` : '';
  const info = /\/Info \d+ 0 R/.exec(trailer)?.[0] ?? '';
  text += `xref\n${rows}trailer\n<<\n/Size ${size + 3}\n/Root ${catalogId} 0 R\n${info}\n${id}/Prev ${xref}\n>>\nstartxref\n${start}\n%%EOF\n`;

  const prepared = Buffer.concat([pdf, Buffer.from(text, 'latin1')]);
  const open = prepared.lastIndexOf('/Contents <') + '/Contents '.length;
  const close = open + CONTENTS_BYTES * 2 + 2;
  prepared.write(
    `/ByteRange [0 ${padded(open)} ${padded(close)} ${padded(prepared.length - close)}]`,
    prepared.lastIndexOf('/ByteRange ['),
    'latin1',
  );
  return prepared;
}

function byteRangeOf(pdf: Buffer): ByteRange {
  const at = pdf.lastIndexOf('/ByteRange [');
  const range =
    at < 0
      ? []
      : pdf
          .subarray(at, at + 64)
          .toString('latin1')
          .match(/\d+/g)!
          .slice(0, 4)
          .map(Number);
  const [zero, open, close, rest] = range;
  if (zero !== 0 || !open || !close || !rest || close + rest !== pdf.length || pdf[open] !== 0x3c || pdf[close - 1] !== 0x3e)
    throw new Error('the PDF has no signature placeholder that covers all of it');
  return [0, open, close, rest];
}

/**
 * The digest that goes to the e-seal (SHA-256, 64 lowercase hex digits) and the bytes it covers: everything but the signature
 * itself, filled or not.
 */
export function digestToSign(pdf: Buffer): { digestSha256: string; byteRange: ByteRange } {
  const byteRange = byteRangeOf(pdf);
  const [, open, close] = byteRange;
  return { digestSha256: sha256(pdf.subarray(0, open), pdf.subarray(close)), byteRange };
}

function digestInside(cms: Buffer): string | undefined {
  const signed = new SignedData({ schema: ContentInfo.fromBER(cms).content as never });
  const attribute = signed.signerInfos[0]?.signedAttrs?.attributes.find(({ type }) => type === MESSAGE_DIGEST);
  const value: unknown = attribute?.values[0];
  return value instanceof OctetString ? Buffer.from(value.valueBlock.valueHexView).toString('hex') : undefined;
}

/**
 * Puts the detached CMS (DER) into the placeholder. Throws when it was made for other bytes: such a file would open as
 * "tampered" (QH-20).
 */
export function embedSignature(pdf: Buffer, cms: Buffer): Buffer {
  const { digestSha256, byteRange } = digestToSign(pdf);
  const [, open, close] = byteRange;
  if (/[^0]/.test(pdf.toString('latin1', open + 1, close - 1))) throw new Error('the PDF is signed already');
  if (digestInside(cms) !== digestSha256) throw new Error('the signature was made for another document');
  const hex = cms.toString('hex').toUpperCase();
  if (hex.length > close - open - 2) throw new Error(`the signature takes ${cms.length} bytes, the placeholder holds ${CONTENTS_BYTES}`);
  const sealed = Buffer.from(pdf);
  sealed.write(hex, open + 1, 'latin1');
  return sealed;
}
