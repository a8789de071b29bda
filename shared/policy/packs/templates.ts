import type { TemplateField } from '../print';

/** The fields of S4 annex 2: the only printed samples in the sources. Provinces that use the national template print the same. */
export const SITE_FIELDS = ['post', 'name', 'sex', 'idNumber', 'number', 'portrait'] as const satisfies readonly TemplateField[];
export const TRADE_FIELDS = ['post', 'name', 'idNumber', 'number', 'validTo', 'portrait'] as const satisfies readonly TemplateField[];
export const SAFETY_FIELDS = [
  'name',
  'idNumber',
  'number',
  'enterprise',
  'validTo',
  'portrait',
] as const satisfies readonly TemplateField[];

export const certifies = (title: string, what: string) => ({ title, statement: `本证书表明持证人已通过${what}，成绩合格。` });

const SAFETY_PEOPLE = { A: '建筑施工企业主要负责人', B: '建筑施工企业项目负责人', '*': '建筑施工企业专职安全生产管理人员' };

/** Titles and sentences of the safety certificates: three titles, one for each person responsible. `region`: the words the sentence begins with. */
export const safetyWords = (region: string) =>
  Object.fromEntries(
    Object.entries(SAFETY_PEOPLE).map(([code, people]) => [
      code,
      certifies(`${people}安全生产知识考核合格证书`, `${region}${people}安全生产知识考核`),
    ]),
  );

export const tradeWords = (region: string) => ({
  '*': { title: '建筑施工特种作业操作资格证书', statement: `本证书表明持证人通过${region}建筑施工特种作业操作资格考核，成绩合格。` },
});
