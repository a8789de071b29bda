import type { Category } from '@jzt/shared/domain/categories';
import { PACKS } from '@jzt/shared/policy/packs/index';
import { jiangsu } from '@jzt/shared/policy/packs/jiangsu';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import { numberFormatOf, printOf, templateOf } from '@jzt/shared/policy/print';
import { describe, expect, it } from '@jest/globals';
import { renderCertificate } from './renderCertificate';
import { poppler, specimen, wordsOf } from './testing';

/** Every certificate that any pack prints; code `*` stands for all that have no words of their own. */
const ALL = PACKS.flatMap((pack) =>
  Object.entries(printOf(pack)?.kinds ?? {}).flatMap(([category, kind]) =>
    Object.keys(kind.template?.value.words ?? {}).map((code) => ({ pack, subject: { category: category as Category, code } })),
  ),
);
const LABELS = ['岗位名称', '姓名', '性别', '身份证号', '证书编号', '企业名称', '有效期至'];
const render = async (...args: Parameters<typeof specimen>) => renderCertificate(await specimen(...args));
const labelsIn = (words: string) => LABELS.filter((label) => words.includes(`${label}：`));

describe('the words of a certificate', () => {
  it('JS-15 现场管理: post, name, sex, ID number, number; no end date, no enterprise', async () => {
    const words = wordsOf(await render('SITE_MANAGER', { certificateNo: '320111230018' }));
    expect(labelsIn(words)).toEqual(['岗位名称', '姓名', '性别', '身份证号', '证书编号']);
    for (const text of [
      '住房和城乡建设领域专业人员岗位培训考核合格证书',
      '岗位名称：土建施工员',
      '姓名：王建国',
      '性别：男',
      '身份证号：990101197503152215',
      '证书编号：320111230018',
    ])
      expect(words).toContain(text);
    expect(words).not.toContain('远方建设');
    expect(words).not.toContain('2026');
  });

  it('JS-16 特种作业: with an end date; no sex, no enterprise', async () => {
    const words = wordsOf(await render('SPECIAL_OP', { postName: '建筑电工', certificateNo: '苏A012023000018' }));
    expect(labelsIn(words)).toEqual(['岗位名称', '姓名', '身份证号', '证书编号', '有效期至']);
    for (const text of [
      '建筑施工特种作业操作资格证书',
      '岗位名称：建筑电工',
      '有效期至：2026年07月14日',
      '通过江苏省建筑施工特种作业操作资格考核，成绩合格。',
    ])
      expect(words).toContain(text);
    expect(words).not.toContain('远方建设');
  });

  it.each([
    ['A', '建筑施工企业主要负责人'],
    ['B', '建筑施工企业项目负责人'],
    ['C', '建筑施工企业专职安全生产管理人员'],
  ] as const)('JS-17 安管 %s: its own title, the enterprise and the end date', async (code, title) => {
    const words = wordsOf(await render(`SAFETY_MGMT_${code}`, { certificateNo: `苏建安${code}(2023)0000018` }));
    expect(labelsIn(words)).toEqual(['姓名', '身份证号', '证书编号', '企业名称', '有效期至']);
    expect(words).toContain(`${title}安全生产知识考核合格证书`);
    expect(words).toContain(`通过江苏省${title}安全生产知识考核，成绩合格。`);
    expect(words).toContain('企业名称：江苏远方建设有限公司');
    expect(words).toContain(`证书编号：苏建安${code}(2023)0000018`);
  });

  it('JS-18 statement, QR line, 发证单位, 发证时间 and portal line stand on every provincial certificate', async () => {
    const own = ALL.filter((one) => one.pack === jiangsu);
    expect(own).toHaveLength(5);
    for (const printed of own) {
      const words = wordsOf(await render(printed.subject.category, printed));
      for (const text of [
        '本电子证书由江苏省住房和城乡建设厅核发。',
        '实时数据，扫码验证',
        '发证单位：江苏省住房和城乡建设厅',
        '发证时间：2023年07月15日',
        '“江苏政务服务网-江苏住建厅旗舰店”验证',
      ]) {
        expect({ where: printed.subject, value: words, holds: words.includes(text) }).toEqual({
          where: printed.subject,
          value: words,
          holds: true,
        });
      }
    }
  });

  it('QH-20 another province is data: the issuer is Qinghai everywhere, Jiangsu nowhere', async () => {
    const words = wordsOf(
      await render('SAFETY_MGMT_C2', { pack: qinghai, certificateNo: '青建安C2(2023)0000018', enterpriseName: '青海远方建设有限公司' }),
    );
    expect(words).toContain('发证单位：青海省住房和城乡建设厅');
    expect(words).toContain('通过青海省建筑施工企业土建类专职安全生产管理人员安全生产知识考核');
    expect(words).not.toMatch(/江苏|苏建/);
  });

  it('QH-30 QH-36 技术工人 and 质量检测: the institution issues, the province is not named as issuer, and the territory is said', async () => {
    for (const template of ['SKILLED_WORKER', 'QUALITY_TESTER'] as const) {
      const content = { pack: qinghai, certificateNo: '630100230018', enterpriseName: '青海远方检测有限公司' };
      const words = wordsOf(await render(template, content));
      expect(words).toContain('发证单位：青海高原建设培训学校');
      expect(words).toContain('本证书仅限在青海省范围内使用');
      expect(words).not.toContain('住房和城乡建设厅');
      await expect(render(template, { ...content, institutionName: undefined })).rejects.toMatchObject({
        code: 'CERTIFICATE_FIELD_MISSING',
        detail: { fields: { institutionName: '缺少发证的培训机构名称' } },
      });
    }
  });

  it('JS-17 a certificate without its enterprise or its end date is not made, and both are named', async () => {
    const refused = render('SAFETY_MGMT_A', { enterpriseName: undefined, validTo: undefined });
    await expect(refused).rejects.toMatchObject({
      code: 'CERTIFICATE_FIELD_MISSING',
      message: '缺少企业名称、缺少有效期至，不能制证，请补齐后再签发',
      detail: { fields: { enterpriseName: '缺少企业名称', validTo: '缺少有效期至' } },
    });
  });

  it('JS-15 JS-16 JS-17 only 现场管理 says 「已通过」, as the samples do', async () => {
    const [site, trade, ...safety] = await Promise.all(
      (['SITE_MANAGER', 'SPECIAL_OP', 'SAFETY_MGMT_A', 'SAFETY_MGMT_B', 'SAFETY_MGMT_C'] as const).map(async (one) =>
        wordsOf(await render(one)),
      ),
    );
    expect(site).toContain('本证书表明持证人已通过住房和城乡建设领域专业人员岗位培训考核，成绩合格。');
    expect(trade).toContain('本证书表明持证人通过江苏省建筑施工特种作业操作资格考核，成绩合格。');
    for (const [index, people] of ['主要负责人', '项目负责人', '专职安全生产管理人员'].entries())
      expect(safety[index]).toContain(`本证书表明持证人通过江苏省建筑施工企业${people}安全生产知识考核，成绩合格。`);
  });

  it('every kind that a pack numbers has its template; a kind that it does not print is refused', async () => {
    for (const pack of PACKS)
      for (const category of Object.keys(printOf(pack)?.kinds ?? {}) as Category[])
        expect([pack.version, category, numberFormatOf(pack, category), templateOf(pack, category)]).not.toContain(undefined);
    expect(templateOf(qinghai, 'SAFETY_MGMT', 'C3')?.title).toContain('综合类');
    expect(templateOf(qinghai, 'SPECIAL_OP', '99')).toEqual(templateOf(qinghai, 'SPECIAL_OP', '01'));
    await expect(render('SITE_MANAGER', { pack: qinghai })).rejects.toMatchObject({ status: 422, code: 'CERTIFICATE_TEMPLATE_MISSING' });
  });
});

describe('the file', () => {
  it('JS-14 is one A4 page of PDF with its title, issuer and language, the fonts embedded and subset, under 200 KB', async () => {
    for (const printed of ALL) {
      const pdf = await render(printed.subject.category, printed);
      expect({ where: printed.subject, value: pdf.length, holds: pdf.length < 200_000 }).toEqual({
        where: printed.subject,
        value: pdf.length,
        holds: true,
      });
      const info = poppler('pdfinfo', ['FILE'], pdf).toString();
      expect(info).toMatch(/Pages:\s+1\n/);
      expect(info).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/);
      expect(info).toContain(templateOf(printed.pack, printed.subject.category, printed.subject.code)!.title);
      expect(info).toMatch(/Author:\s+(..+住房和城乡建设(厅|委员会)|青海高原建设培训学校)/);
      expect(pdf.includes('/Lang (zh-CN)')).toBe(true);
      const fonts = poppler('pdffonts', ['FILE'], pdf).toString().trim().split('\n').slice(2);
      expect(fonts).toHaveLength(3);
      // emb, sub, uni: the last three of the flags before the object number.
      for (const font of fonts) expect(font).toMatch(/\syes\s+yes\s+yes\s+\d+\s+\d+$/);
    }
  });

  it('QH-20 the same content gives the same bytes, so that a retry seals the same file', async () => {
    const content = await specimen('SPECIAL_OP');
    const [first, second] = [await renderCertificate(content), await renderCertificate(content)];
    expect(first.equals(second)).toBe(true);
    expect(first.equals(await renderCertificate({ ...content, certificateNo: '苏A012023000019' }))).toBe(false);
  });
});
