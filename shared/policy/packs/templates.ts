import { demo } from '../pack';
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

/** The title in its lines, and the sentence that follows who issued it. */
export const certifies = (title: readonly string[], statement: string) => ({ title, statement });

const SAFETY_PEOPLE = { A: '主要负责人', B: '项目负责人', '*': '专职安全生产管理人员' };
/** 专职安全生产管理人员 by what they look after (O-05). */
export const SAFETY_CLASSES = {
  C1: '机械类专职安全生产管理人员',
  C2: '土建类专职安全生产管理人员',
  C3: '综合类专职安全生产管理人员',
};

/** Titles and sentences of the safety certificates, one for each person responsible (JS-17). `region`: the words the sentence begins with. */
export const safetyWords = (region: string, classes: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries({ ...SAFETY_PEOPLE, ...classes }).map(([code, people]) => [
      code,
      certifies(
        [`建筑施工企业${people}`, '安全生产知识考核合格证书'],
        `本证书表明持证人通过${region}建筑施工企业${people}安全生产知识考核，成绩合格。`,
      ),
    ]),
  );

export const tradeWords = (region: string) => ({
  '*': certifies(['建筑施工特种作业操作资格证书'], `本证书表明持证人通过${region}建筑施工特种作业操作资格考核，成绩合格。`),
});

/** The lines on every certificate of a province whose documents do not give them: the words of S4's samples, `portal` the platform its own notice names. */
export const linesLikeSamples = (issuer: string, portal: string) => ({
  issuedBy: demo(`本电子证书由${issuer}核发。`),
  scan: demo('实时数据，扫码验证'),
  portal: demo(`${portal}验证`),
  effect: demo('本电子证书与同名纸质证书具有相同效力'),
});
