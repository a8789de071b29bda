import { describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '../../domain/workingDays';
import { certificate as machine } from '../../workflow/machines/certificate';
import { evaluate, listServices, preview } from '../engine';
import type { SomeFacts } from '../engine';
import type { CertificateFacts, CertificateState, Facts, Relation } from '../facts';
import { PACKS } from '../packs';
import { chongqing } from '../packs/chongqing';
import { hainan } from '../packs/hainan';
import { jiangsu } from '../packs/jiangsu';
import { national } from '../packs/national';
import { qinghai } from '../packs/qinghai';
import type { Pack } from '../pack';
import { at, certificate, codes, employer, enterprise, identity, institution, refusedBy, said, worker } from '../testing';

const DAY = at('2023-06-01');
const use = (pack: Pack, over: Partial<CertificateFacts>, when = DAY, place = pack.province) =>
  evaluate(pack, 'USE', { certificate: certificate({ provinceCode: pack.province, ...over }), place, ceRecords: [] }, when);

describe('a certificate’s life', () => {
  it('CQ-12 past its last valid day it has lapsed', () => {
    expect(use(chongqing, { validTo: '2023-06-01' })).toMatchObject({
      allowed: true,
      window: { opens: '2015-01-01', closes: '2023-06-01' },
    });
    expect(use(chongqing, { validTo: '2023-06-01' }, at('2023-06-01', '23:59:59')).allowed).toBe(true);
    expect(use(chongqing, { validTo: '2023-06-01' }, at('2023-06-02', '00:00:00')).refusals).toMatchObject([
      { ruleId: 'CQ-12', code: 'CERT_EXPIRED', messageZh: '证书已于2023年6月1日到期失效' },
    ]);
  });

  it('CQ-20 a 安全员 certificate that was not transferred lapses at its own end', () => {
    const site = { category: 'SITE_MANAGER', code: 'SITE_SAFETY_OFFICER', validTo: '2024-04-30' } as const;
    expect(use(chongqing, site, at('2024-04-30')).allowed).toBe(true);
    expect(refusedBy(use(chongqing, site, at('2024-05-01')))).toEqual(['CQ-20 CERT_EXPIRED']);
  });

  it('HN-19 an old certificate not exchanged is usable to its own end', () => {
    const paper = { category: 'SITE_MANAGER', code: '101', title: 'SITE_MANAGER_PAPER', medium: 'PAPER', validTo: '2021-06-30' } as const;
    expect(use(hainan, paper, at('2021-01-15')).allowed).toBe(true);
    expect(use(hainan, paper, at('2021-06-30')).allowed).toBe(true);
    expect(refusedBy(use(hainan, paper, at('2021-07-01')))).toEqual(['HN-19 CERT_EXPIRED']);
  });

  it('JS-04 paper counts as long as it is valid', () => {
    expect(use(jiangsu, { medium: 'PAPER', validTo: '2018-05-01' }, at('2018-05-01')).allowed).toBe(true);
    expect(refusedBy(use(jiangsu, { medium: 'PAPER', validTo: '2018-05-01' }, at('2018-05-02')))).toEqual(['JS-04 CERT_EXPIRED']);
  });

  it('JS-10 every state has its own word, none is merged with another', () => {
    const word = (state: CertificateState) => said(use(jiangsu, { state }))[0];
    expect(word('ACTIVE')).toBeUndefined();
    expect(
      ['CANCELLED', 'RESCINDED', 'REVOKED', 'SUSPENDED', 'VOIDED', 'EXPIRED', 'DEACTIVATED', 'TRANSFERRED_OUT', 'REPLACED', 'ISSUED'].map(
        (state) => word(state as CertificateState),
      ),
    ).toEqual([
      '证书已注销',
      '证书已被撤销',
      '证书已被吊销',
      '证书已被暂扣',
      '证书已作废',
      '证书已于2030年1月1日到期失效',
      '证书已取消激活，请完成实名认证',
      '证书已调出，本省不能再用',
      '证书已换发',
      '证书还没有激活',
    ]);
    expect(use(jiangsu, { state: 'OTHER' })).toMatchObject({ allowed: false, refusals: [], pending: [{ on: 'NATIONAL_STATE' }] });
    expect(codes(evaluate(jiangsu, 'USE', { certificate: null, place: '320000', ceRecords: [] }, DAY))).toEqual(['NO_CERTIFICATE']);
  });

  it('CQ-12 nobody is told of a use without a certificate, whatever its kind', () => {
    const without = (held: null | 'UNAVAILABLE') => evaluate(chongqing, 'USE', { certificate: held, place: '500000', ceRecords: [] }, DAY);
    expect(refusedBy(without(null))).toEqual(['CQ-12 NO_CERTIFICATE']);
    expect(without('UNAVAILABLE')).toMatchObject({ allowed: false, refusals: [], pending: [{ on: 'CERTIFICATE' }] });
  });

  it('A-31 who asked in time keeps the certificate past its last day until the desk has decided', () => {
    for (const state of ['EXTENDING', 'RECHECKING'] as const)
      expect(use(qinghai, { state, validTo: '2023-05-31' })).toMatchObject({ allowed: true, window: { closes: null } });
    for (const state of ['ACTIVE', 'CHANGING', 'TRANSFER_OUT'] as const)
      expect(codes(use(qinghai, { state, validTo: '2023-05-31' }))).toEqual(['CERT_EXPIRED']);
  });

  it('A-31 the machine lets expire exactly those that the law calls expired', () => {
    for (const state of Object.keys(machine.states) as (keyof typeof machine.states)[]) {
      if (machine.terminal.includes(state)) continue;
      const expires = machine.transitions.some((row) => row.event === 'expire' && row.from === state);
      expect([state, codes(use(qinghai, { state, validTo: '2023-05-31' })).includes('CERT_EXPIRED')]).toEqual([state, expires]);
    }
  });

  it('CQ-23 a holder taken out of service is told what to do', () => {
    expect(use(chongqing, { state: 'DEACTIVATED' }).refusals).toMatchObject([
      { code: 'CERT_DEACTIVATED', messageZh: '证书已取消激活，请完成实名认证' },
    ]);
  });
});

describe('state and last day, in every service of a certificate', () => {
  const actor = { role: 'AUTHORITY_ISSUER', channel: 'H5' } as const;
  const rest: SomeFacts = {
    relation: 'SELF',
    place: '460000',
    ceRecords: [],
    ceYear: 2023,
    finding: { confirmed: true, notInPost: true, evidence: ['笔录'] },
    registry: { found: true },
    exchange: { portrait: true, profileComplete: true, passed: true, total: '32', professional: '22', originals: true },
    transfer: { target: null, chosenPost: null, facePassed: false },
    ceChoice: { mode: 'OFFLINE', platformApproved: null },
    trainingClass: { endsOn: '2023-05-01' },
    ce: { mode: 'OFFLINE', passedOn: '2023-03-01', recorded: 'PASSED' },
    institution,
    identity: identity(false),
    actor,
  };
  // The claim of CQ-15 is about another certificate than the one that is held.
  const offered = PACKS.flatMap((pack) =>
    listServices(pack)
      .filter(
        (service) =>
          service !== 'EXEMPT_CLAIM' &&
          pack.services[service]!.some((clause) => (clause.needs as readonly string[]).includes('certificate')),
      )
      .map((service) => [pack.nameZh, service, pack] as const),
  );
  it.each(offered)('CQ-12 HN-19 JS-04 %s %s looks at both', (_name, service, pack) => {
    for (const { category, code } of [
      { category: 'SITE_MANAGER', code: '101' },
      { category: 'SAFETY_MGMT', code: 'A' },
      { category: 'SPECIAL_OP', code: '01' },
    ] as const) {
      const ask = (over: Partial<CertificateFacts>) =>
        preview(
          pack,
          service,
          { ...rest, certificate: certificate({ category, code, title: 'SITE_MANAGER_ELECTRONIC', provinceCode: pack.province, ...over }) },
          DAY,
          { addWorkingDays },
        );
      const about = (over: Partial<CertificateFacts>) => ask(over).refusals.filter((one) => /^CERT_|^NOT_ACTIV/.test(one.code));
      for (const state of machine.terminal) expect([state, about({ state }).length > 0]).toEqual([state, true]);
      expect(about({ validTo: '2023-05-31' })).not.toEqual([]);
    }
  });

  const IN_HAND: readonly string[] = ['EXTENDING', 'CHANGING', 'RECHECKING', 'TRANSFER_OUT', 'SUSPENDED'];
  const businesses = [
    ['CHANGE', 'requestChange'],
    ['RENEW', 'requestExtension'],
    ['CE_EXTEND', 'requestExtension'],
    ['RECHECK', 'requestRecheck'],
    ['REISSUE', 'reissue'],
    ['CANCEL', 'cancel'],
    ['TRANSFER_OUT', 'requestTransferOut'],
    ['VOID_SHORT_HOURS', 'voidCertificate'],
    ['VOID_NOT_IN_POST', 'voidCertificate'],
    ['EXCHANGE', 'voidCertificate'],
    ['POST_TRANSFER', 'replace'],
    ['ACTIVATE', 'activate'],
    ['DEACTIVATE', 'deactivate'],
  ] as const;
  it.each(businesses)('JS-09 HN-20 %s is open from the states from which the machine goes on (%s)', (service, event) => {
    for (const pack of PACKS.filter((one) => one.services[service]))
      for (const state of Object.keys(machine.states) as (keyof typeof machine.states)[]) {
        const facts = { ...rest, certificate: certificate({ state, provinceCode: pack.province }) };
        const states = preview(pack, service, facts, DAY, { addWorkingDays }).refusals.filter((one) => /^CERT_|^NOT_ACTIV/.test(one.code));
        // What is asked of the holder is the holder's arrow; a suspended certificate is cancelled by the authority alone.
        const goes = machine.transitions.some(
          (row) =>
            (row.event === event || (event === 'activate' && row.event === 'reactivate')) &&
            row.from === state &&
            (event !== 'cancel' || row.who.includes('WORKER')) &&
            // A certificate in hand gives way to its successor that exists already, and to no new request.
            !((event === 'replace' || event === 'voidCertificate') && IN_HAND.includes(state)),
        );
        expect([pack.nameZh, state, states.length === 0]).toEqual([pack.nameZh, state, goes]);
      }
  });
});

describe('where it holds', () => {
  it('QH-01 a safety certificate holds in the whole country', () => {
    expect(qinghai.kinds.SAFETY_MGMT?.territory).toMatchObject({ id: 'QH-01', value: 'NATIONAL' });
    expect(use(qinghai, {}, DAY, '510000').allowed).toBe(true);
  });

  const out = (over: Partial<CertificateFacts>) =>
    evaluate(
      qinghai,
      'TRANSFER_OUT',
      { actor: worker, relation: 'SELF', certificate: certificate({ provinceCode: '630000', ...over }) },
      DAY,
    );

  it('QH-30 技术工人 and 质量检测 hold in the province only', () => {
    for (const category of ['SKILLED_WORKER', 'QUALITY_TESTER'] as const) {
      expect(use(qinghai, { category }).allowed).toBe(true);
      expect(refusedBy(use(qinghai, { category }, DAY, '510000'))).toEqual(['QH-30 ONLY_IN_PROVINCE']);
      expect(said(out({ category }))).toEqual(['这种证书仅限在青海省使用']);
    }
  });

  it('QH-03 a lapsed certificate cannot be transferred out', () => {
    expect(out({ validTo: '2023-06-01' }).allowed).toBe(true);
    expect(refusedBy(out({ validTo: '2023-05-31' }))).toEqual(['QH-03 CERT_LAPSED']);
  });

  it('QH-03 out, then in; out of Qinghai it is unusable there', () => {
    expect(out({}).allowed).toBe(true);
    expect(refusedBy(out({ state: 'SUSPENDED' }))).toEqual(['QH-03 NOT_ACTIVE']);
    expect(codes(evaluate(qinghai, 'TRANSFER_OUT', { actor: worker, relation: 'SELF', certificate: null }, DAY))).toEqual([
      'NO_CERTIFICATE',
    ]);
    expect(refusedBy(use(qinghai, { state: 'TRANSFERRED_OUT' }))).toEqual(['QH-03 CERT_TRANSFERRED_OUT']);
    const into = (
      transferRecord: Facts['transferRecord'] | 'UNAVAILABLE',
      category: 'SAFETY_MGMT' | 'SPECIAL_OP' = 'SAFETY_MGMT',
      employments = employer,
    ) => evaluate(qinghai, 'TRANSFER_IN', { subject: { category, code: 'A' }, employments, transferRecord }, DAY);
    expect(into({ out: true }).allowed).toBe(true);
    expect(refusedBy(into({ out: false }))).toEqual(['QH-03 NO_OUT_RECORD']);
    expect(into('UNAVAILABLE')).toMatchObject({ allowed: false, refusals: [], pending: [{ on: 'TRANSFER_RECORD' }] });
    expect(codes(into({ out: true }, 'SPECIAL_OP'))).toEqual(['ITEM_NOT_OFFERED']);
    expect(refusedBy(into({ out: true }, 'SAFETY_MGMT', []))).toEqual(['QH-02 EMPLOYER_REQUIRED']);
  });
});

describe('business with a certificate', () => {
  type Business = 'CHANGE' | 'RENEW' | 'RECHECK' | 'CANCEL';
  const near = (actor: Facts['actor']): Relation => (actor.role === 'WORKER' ? 'SELF' : 'EMPLOYER');
  const js = (service: Business, category: 'SITE_MANAGER' | 'SAFETY_MGMT' | 'SPECIAL_OP', actor: Facts['actor'], relation = near(actor)) =>
    evaluate(jiangsu, service, { actor, relation, certificate: certificate({ category, provinceCode: '320000' }) }, DAY);
  const base: Facts['actor'] = { role: 'BASE_AGENT', channel: 'H5', onBehalfOf: '91350100M000100Y43' };

  it('JS-06 现场管理: the person’s own account', () => {
    expect(js('CHANGE', 'SITE_MANAGER', worker).allowed).toBe(true);
    expect(refusedBy(js('CHANGE', 'SITE_MANAGER', enterprise))).toEqual(['JS-06 CHANNEL']);
  });

  it('JS-07 安管: the enterprise’s account', () => {
    expect(js('RENEW', 'SAFETY_MGMT', enterprise).allowed).toBe(true);
    expect(js('CHANGE', 'SAFETY_MGMT', worker).refusals).toMatchObject([
      { ruleId: 'JS-07', code: 'CHANNEL', messageZh: '这种证书由所在企业办理' },
    ]);
    expect(codes(js('CHANGE', 'SAFETY_MGMT', base))).toEqual(['CHANNEL']);
  });

  it('JS-08 特种: the enterprise, or the base in its name', () => {
    expect(js('RECHECK', 'SPECIAL_OP', enterprise).allowed).toBe(true);
    expect(js('RECHECK', 'SPECIAL_OP', base).allowed).toBe(true);
    expect(refusedBy(js('RECHECK', 'SPECIAL_OP', { role: 'BASE_AGENT', channel: 'H5' }))).toEqual(['JS-08 AGENT_FOR_WHOM']);
    expect(codes(js('RECHECK', 'SPECIAL_OP', worker))).toEqual(['CHANNEL']);
  });

  it('JS-06 JS-07 JS-08 not the account of somebody else, in the right role', () => {
    expect(refusedBy(js('CHANGE', 'SITE_MANAGER', worker, 'OTHER'))).toEqual(['JS-06 NOT_FOUND']);
    expect(refusedBy(js('CHANGE', 'SAFETY_MGMT', enterprise, 'OTHER'))).toEqual(['JS-07 NOT_FOUND']);
    expect(refusedBy(js('RECHECK', 'SPECIAL_OP', base, 'OTHER'))).toEqual(['JS-08 NOT_FOUND']);
  });

  it('JS-06 JS-07 JS-08 the certificate itself is fetched by the same accounts', () => {
    const download = (category: 'SITE_MANAGER' | 'SAFETY_MGMT' | 'SPECIAL_OP', actor: Facts['actor'], relation: Relation) =>
      evaluate(jiangsu, 'DOWNLOAD', { relation, actor, certificate: certificate({ category, provinceCode: '320000' }) }, DAY);
    expect(download('SITE_MANAGER', worker, 'SELF').allowed).toBe(true);
    expect(refusedBy(download('SITE_MANAGER', worker, 'OTHER'))).toEqual(['JS-06 NOT_FOUND']);
    expect(refusedBy(download('SAFETY_MGMT', worker, 'SELF'))).toEqual(['JS-07 CHANNEL']);
    expect(download('SAFETY_MGMT', enterprise, 'EMPLOYER').allowed).toBe(true);
    expect(refusedBy(download('SAFETY_MGMT', enterprise, 'OTHER'))).toEqual(['JS-07 NOT_FOUND']);
    expect(download('SPECIAL_OP', base, 'EMPLOYER').allowed).toBe(true);
    expect(refusedBy(download('SPECIAL_OP', enterprise, 'OTHER'))).toEqual(['JS-08 NOT_FOUND']);
  });

  it('JS-02 an old paper certificate has no e-certificate to fetch', () => {
    const held = certificate({ category: 'SITE_MANAGER', medium: 'PAPER', provinceCode: '320000' });
    const download = (medium: CertificateFacts['medium']) =>
      evaluate(jiangsu, 'DOWNLOAD', { relation: 'SELF', actor: worker, certificate: { ...held, medium } }, DAY);
    expect(download('PAPER').refusals).toMatchObject([
      { ruleId: 'JS-09', code: 'PAPER_ONLY', nextStepZh: '办理变更、延续、复核后改发电子证书' },
    ]);
    expect(download('ELECTRONIC').allowed).toBe(true);
  });

  it('JS-20 the steps of the real-name check are offered, in their order', () => {
    const info = {
      step: 'INFO',
      name: '张三',
      idNumber: '11010519491231002X',
      reading: { name: '张三', idNumber: '11010519491231002X' },
    } as const;
    const step = (status: 'NONE' | 'PHOTO_OK') =>
      evaluate(national, 'IDENTITY_STEP', { identity: { status, badges: { verified: false, ledgered: false } }, identityStep: info }, DAY);
    expect(step('PHOTO_OK').allowed).toBe(true);
    expect(codes(step('NONE'))).toEqual(['IDENTITY_STEP_ORDER']);
  });

  it('JS-09 the document knows no activation: it happens by itself', () => {
    for (const kind of ['SITE_MANAGER', 'SAFETY_MGMT', 'SPECIAL_OP'] as const)
      expect(jiangsu.kinds[kind]?.activation?.value).toBe('AUTOMATIC');
    const activate = (who: Facts['identity']) =>
      evaluate(jiangsu, 'ACTIVATE', { identity: who, certificate: certificate({ state: 'ISSUED', provinceCode: '320000' }) }, DAY);
    expect(activate(identity()).allowed).toBe(true);
    expect(refusedBy(activate(identity(false)))).toEqual(['JS-20 IDENTITY_REQUIRED']);
  });

  it('CQ-22 no sentence points to an activation that the province does not offer', () => {
    for (const pack of PACKS.filter((one) => one.services.USE))
      for (const state of ['ISSUED', 'DEACTIVATED'] as const) {
        const [refusal] = use(pack, { state }).refusals;
        expect([pack.nameZh, /激活/.test(refusal!.nextStepZh)]).toEqual([pack.nameZh, pack.services.ACTIVATE !== undefined]);
      }
  });

  it('JS-09 获取, and 变更 延续 复核 注销', () => {
    for (const service of ['CHANGE', 'RENEW', 'RECHECK', 'CANCEL'] as const) expect(js(service, 'SITE_MANAGER', worker).allowed).toBe(true);
    const download = (held: CertificateFacts | null) =>
      evaluate(jiangsu, 'DOWNLOAD', { relation: 'SELF', actor: worker, certificate: held }, DAY);
    expect(download(certificate({ category: 'SITE_MANAGER' })).allowed).toBe(true);
    expect(refusedBy(download(null))).toEqual(['JS-09 NOT_ISSUED_YET']);
    // 补办 is not among them.
    expect(refusedBy(evaluate(jiangsu, 'REISSUE', { actor: worker, relation: 'SELF', certificate: certificate() }, DAY))).toEqual([
      'PACK SERVICE_NOT_OFFERED',
    ]);
  });

  it('JS-01 three kinds are issued, no other', () => {
    const issue = (category: 'SITE_MANAGER' | 'SAFETY_MGMT' | 'SPECIAL_OP' | 'SKILLED_WORKER', who = identity()) =>
      evaluate(
        jiangsu,
        'ISSUE',
        { subject: { category }, identity: who, employments: [], signing: { filed: true, issuer: 'AUTHORITY', seal: 'PROVINCE' } },
        DAY,
      );
    for (const category of ['SITE_MANAGER', 'SAFETY_MGMT', 'SPECIAL_OP'] as const) expect(issue(category).allowed).toBe(true);
    expect(refusedBy(issue('SKILLED_WORKER'))).toEqual(['JS-01 KIND_NOT_ISSUED']);
  });

  it('JS-20 none without a real-name check', () => {
    const issue = (who: Facts['identity']) =>
      evaluate(
        jiangsu,
        'ISSUE',
        {
          subject: { category: 'SITE_MANAGER' },
          identity: who,
          employments: [],
          signing: { filed: true, issuer: 'AUTHORITY', seal: 'PROVINCE' },
        },
        DAY,
      );
    expect(refusedBy(issue(identity(false)))).toEqual(['JS-20 IDENTITY_REQUIRED']);
    expect(said(issue(identity(false)))).toEqual(['您尚未完成实名认证，不能签发证书']);
    expect(issue(identity()).allowed).toBe(true);
  });

  it('HN-20 a voided certificate is not cancelled, re-issued or changed', () => {
    for (const service of ['REISSUE', 'CHANGE', 'RENEW', 'CANCEL'] as const) {
      const held = certificate({ category: 'SITE_MANAGER', code: '101', provinceCode: '460000', title: 'SITE_MANAGER_PAPER' });
      const ask = (over: Partial<CertificateFacts>) =>
        evaluate(hainan, service, { actor: worker, relation: 'SELF', certificate: { ...held, ...over } }, at('2020-12-01'));
      expect(ask({}).allowed).toBe(true);
      expect(refusedBy(ask({ state: 'VOIDED' }))).toEqual(['HN-19 CERT_VOIDED']);
      expect(refusedBy(ask({ validTo: '2020-11-30' }))).toEqual(['HN-19 CERT_LAPSED']);
    }
  });

  it('HN-20 no business with the old title after the last day of 2020', () => {
    for (const service of ['REISSUE', 'CHANGE', 'RENEW', 'CANCEL'] as const) {
      const on = (day: string, title: CertificateFacts['title'] = 'SITE_MANAGER_PAPER') =>
        evaluate(
          hainan,
          service,
          {
            actor: worker,
            relation: 'SELF',
            certificate: certificate({ category: 'SITE_MANAGER', code: '101', provinceCode: '460000', title }),
          },
          at(day),
        );
      expect(on('2020-12-31')).toMatchObject({ allowed: true, window: { opens: null, closes: '2020-12-31' } });
      expect(on('2021-01-01').refusals).toMatchObject([
        { ruleId: 'HN-20', code: 'SERVICE_STOPPED', messageZh: '2020年12月31日后停止办理旧证书的业务' },
      ]);
      expect(on('2021-01-01', 'SITE_MANAGER_ELECTRONIC').allowed).toBe(true);
    }
  });
});
