import type { PrintedPack } from '@jzt/shared/policy/print';
import { demo, from } from '@jzt/shared/policy/pack';
import { linesLikeSamples, TRADE_FIELDS, tradeWords } from '@jzt/shared/policy/packs/templates';
import { undocumentedSteps } from '@jzt/shared/policy/packs/undocumented';
import * as rule from '@jzt/shared/policy/rules';

const ISSUER = '四川省住房和城乡建设厅';

/** A province that the house does not serve: its law and what it prints, and nothing else anywhere. */
export const sichuan: PrintedPack = {
  province: '510000',
  nameZh: '四川省',
  version: 'SC-1',
  effectiveFrom: '2024-01-01',
  retroactive: false,
  services: {
    APPLY: [
      rule.identityComplete('A-09', { act: '不能报名' }),
      rule.offered('A-06', { items: { SPECIAL_OP: ['01', '05'] } }),
      rule.authorised('A-29'),
      rule.notHeldHere('A-06'),
      rule.noOpenApplication('A-06'),
    ],
    ...undocumentedSteps('省住房和城乡建设厅'),
    ISSUE: [rule.kindIssued('A-23'), rule.sealOfKind('A-23')],
    DOWNLOAD: [rule.relationIs('A-23', { relations: ['SELF'] }), rule.issued('A-23')],
    ACTIVATE: [rule.activatable('A-23')],
    USE: [rule.usable('A-23')],
  },
  kinds: {
    SPECIAL_OP: {
      territory: from('O-01', 'NATIONAL'),
      validYears: from('O-01', 2),
      issuer: demo('AUTHORITY'),
      seal: demo('PROVINCE'),
      exam: { form: demo('COMPUTER'), passMark: from('O-10', 60), minutes: from('O-10', 120) },
      activation: demo('HOLDER'),
    },
  },
  instead: { EXCHANGE: '四川省没有换证，请报名取新证' },
  print: () => ({
    issuer: demo(ISSUER),
    issuerCode: demo('11510000015000000J'),
    seal: demo('SC-ZJT'),
    cityLetters: demo({ 成都市: 'A', '*': 'B' }),
    lines: linesLikeSamples(ISSUER, '“四川政务服务网”'),
    kinds: {
      SPECIAL_OP: {
        number: from('O-03', { pattern: '川{city}{trade}{year}{seq:6}', maxLength: 25 }),
        template: demo({ fields: TRADE_FIELDS, words: tradeWords('四川省') }),
      },
    },
  }),
};
