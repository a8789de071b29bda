import { describe, expect, it } from '@jest/globals';
import type { Service } from '../policy/facts';
import { PACKS } from '../policy/packs';
import { channelOf, actsForTrainees, roleIs } from '../policy/rules';
import type { Machine } from '../workflow/machine';
import { application } from '../workflow/machines/application';
import { certificate } from '../workflow/machines/certificate';
import { enterpriseFiling } from '../workflow/machines/enterpriseFiling';
import { examPlan } from '../workflow/machines/examPlan';
import { passListBatch } from '../workflow/machines/passListBatch';
import { ACTS } from './acts';
import type { Act } from './acts';

/** Which arrows a service of a pack lets somebody make. */
const ARROWS: Partial<Record<Service, readonly [Machine, ...string[]]>> = {
  AUTHORITY_CHECK: [application, 'authorityPass', 'authorityReject'],
  SUBMIT_EXAM_PLAN: [examPlan, 'submit'],
  APPROVE_EXAM_PLAN: [examPlan, 'approve', 'returnPlan'],
  ARRANGE_EXAM: [examPlan, 'arrange'],
  PASS_LIST: [passListBatch, 'check', 'approve'],
  VOID_SHORT_HOURS: [certificate, 'voidCertificate'],
  VOID_NOT_IN_POST: [certificate, 'voidCertificate'],
  FILING: [enterpriseFiling, 'submit'],
  FILING_REVIEW: [enterpriseFiling, 'approve', 'reject'],
  FILING_WITHDRAW: [enterpriseFiling, 'withdrawApproval'],
};
const clauses = PACKS.flatMap((pack) =>
  Object.entries(pack.services).flatMap(([service, list]) => list.map((clause) => ({ pack, service: service as Service, clause }))),
);
const asked = clauses.filter(({ clause }) => clause.rule === roleIs || clause.rule === actsForTrainees);

describe('who may do what', () => {
  it.each(asked.map((one) => [one.clause.id, one.service, one] as const))(
    '%s %s: the law and the machine name the same people',
    (_id, service, { pack }) => {
      const [machine, ...events] = ARROWS[service]!;
      const arrows = machine.transitions.filter((row) => events.includes(row.event));
      const inMachine = new Set(arrows.flatMap((row) => row.who));
      const inLaw = new Set(
        asked.filter((one) => one.pack === pack && one.service === service).flatMap((one) => ACTS[(one.clause.given as { act: Act }).act]),
      );
      // An exchange voids the old certificate by itself.
      if (events.includes('voidCertificate')) inMachine.delete('SYSTEM');
      expect([...inLaw].sort()).toEqual([...inMachine].sort());
    },
  );

  it('JS-06 JS-07 JS-08 every channel of a pack is one of the holder’s, and all of them make the arrows of the certificate', () => {
    const channels = clauses.filter(({ clause }) => clause.rule === channelOf);
    const roles = channels.flatMap(({ clause }) => (clause.given as { roles: readonly string[] }).roles);
    expect([...new Set(roles)].sort()).toEqual([...ACTS.CERTIFICATE_BUSINESS].sort());
    for (const event of ['requestChange', 'requestExtension', 'requestRecheck'])
      expect(certificate.transitions.find((row) => row.event === event)?.who).toEqual(ACTS.CERTIFICATE_BUSINESS);
  });
});
