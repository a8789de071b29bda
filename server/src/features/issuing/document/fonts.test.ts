import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { face, FACES, missingGlyphs } from '../../../platform/print/fonts';
import { FIELDS, PORTRAIT, STATEMENT } from './layout';
import { renderCertificate } from './renderCertificate';
import { inkShape, likeness, paint, placeOf, poppler, referenceShape, specimen, wordsOf } from './testing';

const render = async (...args: Parameters<typeof specimen>) => renderCertificate(await specimen(...args));

describe('names and long texts', () => {
  it('JS-20 a character outside the font stops the certificate and is named, never printed as a box', async () => {
    await expect(render('SITE_MANAGER', { holder: { name: '王𠮷𠮷' } })).rejects.toMatchObject({
      status: 422,
      code: 'GLYPH_MISSING',
      detail: { fields: { 姓名: '𠮷（U+20BB7）' } },
      message: expect.stringContaining('姓名中的 𠮷（U+20BB7）'),
    });
    await expect(render('SAFETY_MGMT_A', { enterpriseName: '江苏\uE123建设\u202E有限公司' })).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      detail: { fields: { 企业名称: 'U+E123、U+202E' } },
    });
  });

  it('JS-20 rare characters inside the font are printed', async () => {
    const pdf = await render('SITE_MANAGER', { holder: { name: '㛃䶮赟犇' } });
    const shape = await inkShape(paint(pdf, 500, placeOf(pdf, '㛃䶮赟犇')));
    const file = join(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'), '../500Medium/NotoSansSC_500Medium.ttf');
    expect(likeness(shape, await referenceShape('㛃䶮赟犇', file, 'Noto Sans SC Medium'))).toBeGreaterThan(0.9);
  });

  it('JS-20 whatever is not reported missing has ink in every face', () => {
    const ideographs = face('strong').font.characterSet.filter((code) => code >= 0x3400);
    fc.assert(
      fc.property(fc.constantFrom(...ideographs), (code) => {
        const character = String.fromCodePoint(code);
        fc.pre(/\p{Ideographic}/u.test(character) && missingGlyphs(character, FACES).length === 0);
        for (const name of FACES) {
          const value = face(name).font.glyphForCodePoint(code).path.commands.length;
          expect({ where: character, value, holds: value > 2 }).toEqual({ where: character, value, holds: true });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('JS-17 long names and enterprises stay in their column and above the statement', async () => {
    const name = '阿卜杜热合曼·买买提吐尔逊江·艾合买提';
    const enterpriseName = '重庆远方城市建设发展（集团）股份有限公司第三建筑工程分公司';
    const pdf = await render('SAFETY_MGMT_C3', { enterpriseName, holder: { name } });
    expect(wordsOf(pdf)).toContain('有效期至：2026年07月14日');
    const page = poppler('pdftotext', ['-bbox', 'FILE', '-'], pdf).toString();
    const column = [...page.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">/g)]
      .map((box) => box.slice(1).map((value) => (Number(value) * 25.4) / 72) as [number, number, number, number])
      .filter(([left, top]) => left > FIELDS.valueX - 1 && top > FIELDS.y - FIELDS.raise - 1 && top < STATEMENT.y - 3);
    expect(column.length).toBeGreaterThanOrEqual(7);
    for (const [, , right, bottom] of column) {
      expect(right).toBeLessThan(PORTRAIT.x - 2);
      expect(bottom).toBeLessThan(STATEMENT.y + 1);
    }
  });

  it('JS-17 a text no size can hold is refused rather than cut', async () => {
    await expect(render('SAFETY_MGMT_A', { enterpriseName: '远'.repeat(60) })).rejects.toMatchObject({ code: 'CERTIFICATE_TEXT_TOO_LONG' });
    await expect(render('SKILLED_WORKER', { institutionName: '训'.repeat(37) })).rejects.toMatchObject({
      code: 'CERTIFICATE_TEXT_TOO_LONG',
    });
  });

  it('JS-15 a photo that is no picture is refused in plain words', async () => {
    await expect(render('SITE_MANAGER', { holder: { portrait: Buffer.from('not a picture') } })).rejects.toMatchObject({
      code: 'PORTRAIT_UNREADABLE',
      message: '证书照片打不开，请重新上传 JPG 或 PNG 格式的证件照',
    });
  });
});
