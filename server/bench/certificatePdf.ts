import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import type { CertificateContent } from '../src/features/issuing/document/content';
import { SEAL_RECTANGLE } from '../src/features/issuing/document/layout';
import { renderCertificate } from '../src/features/issuing/document/renderCertificate';
import { digestToSign, preparePlaceholder } from '../src/features/issuing/document/signature';
import { encodeVerifyLink, newVerifyToken } from '../src/features/certificate/verifyCode';

const ROUNDS = 20;
const FONT = readFileSync(require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'));

/** A certificate like the ones that are issued; nobody's data, the region of the number is unassigned. */
async function sample(): Promise<CertificateContent> {
  const certificateNo = '青建安A（2026）0000001';
  const portrait = await sharp({ create: { width: 413, height: 579, channels: 3, background: '#4a6f96' } })
    .jpeg()
    .toBuffer();
  const verifyLink = encodeVerifyLink(
    'https://verify.example.cn',
    newVerifyToken(),
    { certificateNo, kind: 'SAFETY_MGMT', name: '马学文', validTo: '2029-11-20' },
    generateKeyPairSync('ed25519').privateKey,
  );
  return {
    pack: qinghai,
    subject: { category: 'SAFETY_MGMT', code: 'A' },
    holder: { name: '马学文', sex: '男', idNumber: '990101197503152215', portrait },
    certificateNo,
    postName: '企业主要负责人',
    enterpriseName: '青海模拟建设有限公司',
    issuedOn: '2026-11-21',
    validTo: '2029-11-20',
    verifyLink,
  };
}

/** The least that pdfkit can do: one page of the same size with one line in the same font. */
function barePage(): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', font: undefined });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve) =>
    doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))),
  );
  doc.registerFont('text', FONT);
  doc.font('text').fontSize(14).text('青建安A（2026）0000001 马学文');
  doc.end();
  return done;
}

/** Milliseconds of the middle run, after a first one that loads fonts. */
async function middleMs(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)]!;
}

/** Making a certificate's PDF, ready for the seal, beside a bare page of pdfkit. */
export async function bench(): Promise<{ name: string; ours: number; peer?: number; unit: string }[]> {
  const content = await sample();
  const signedAt = new Date('2026-11-21T10:00:00+08:00');
  const made = async () =>
    digestToSign(
      preparePlaceholder(await renderCertificate(content), {
        reason: '签发电子证书',
        signerName: '青海省住房和城乡建设厅',
        location: '青海省',
        signedAt,
        rectangle: SEAL_RECTANGLE,
      }),
    );
  return [{ name: '证书 PDF（版面、照片、二维码、签名占位）', ours: await middleMs(made), peer: await middleMs(barePage), unit: 'ms' }];
}
