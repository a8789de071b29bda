import { randomUUID } from 'node:crypto';
import type { CertificateKind } from '@jzt/shared/domain/categories';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { continuingEducation } from '@jzt/shared/workflow/machines/continuingEducation';
import type { CertificateSubject } from '../src/features/certificate/certificate.model';
import { Certificates } from '../src/features/certificate/certificate.service';
import { RegisterEntries } from '../src/features/certificate/registerEntries.service';
import { CertificateServices } from '../src/features/certificateService/certificateService.service';
import { ContinuingEducationModel } from '../src/features/continuingEducation/continuingEducation.model';
import { Employments } from '../src/features/employment/employment.service';
import { TrainingClasses } from '../src/features/training/training.service';
import type { RunningServer } from '../src/platform/boot';
import { Cases } from '../src/platform/cases';
import { today, type Clock } from '../src/platform/clock';
import { Law } from '../src/platform/law';
import type { Desk } from './organisations';
import { callerOf, idNumberOf, person, type DemoPeople, type DemoPerson } from './people';

/** How far the keeping alive of an old certificate is. PASSED waits for the authority's import, READY may ask for the extension, ASKED has. */
type Standing = 'OPEN' | 'PASSED' | 'READY' | 'ASKED';

interface Life {
  jurisdiction: Jurisdiction;
  person: DemoPerson;
  kind: CertificateKind & ('SAFETY_MGMT' | 'SPECIAL_OP');
  code: string;
  number: string;
  /** Days until its last valid day. */
  left: number;
  standing: Standing;
}

const life = (
  jurisdiction: Jurisdiction,
  who: DemoPerson,
  [kind, code, number]: [Life['kind'], string, string],
  left: number,
  standing: Standing,
): Life => ({ jurisdiction, person: who, kind, code, number, left, standing });

/** Holders of certificates from before, at several distances from their end. */
export const LIVES: readonly Life[] = [
  life('630000', person('马生财', '13900000081', '1981-02-11', 171), ['SAFETY_MGMT', 'C2', '青建安C2（2023）0000171'], 75, 'OPEN'),
  life('630000', person('韩建新', '13900000082', '1977-09-30', 173), ['SAFETY_MGMT', 'C1', '青建安C1（2023）0000173'], 45, 'READY'),
  life('630000', person('祁连海', '13900000083', '1985-06-06', 175), ['SPECIAL_OP', '05', '青A052024000175'], 12, 'ASKED'),
  life('630000', person('祝玉兰', '13900000084', '1980-12-24', 176), ['SAFETY_MGMT', 'C3', '青建安C3（2023）0000176'], 20, 'PASSED'),
  life('500000', person('袁渝生', '13900000085', '1982-04-18', 177), ['SAFETY_MGMT', 'C2', '渝建安C2（2023）0000177'], 150, 'OPEN'),
  life('500000', person('田开军', '13900000086', '1979-08-08', 179), ['SAFETY_MGMT', 'C1', '渝建安C1（2023）0000179'], 40, 'READY'),
];

export const LIFE_NOTES: Record<Standing, string> = {
  OPEN: '旧证书快到期，可以报名继续教育',
  PASSED: '继续教育考核合格，等主管部门记入',
  READY: '继续教育已完成，可以申请延期',
  ASKED: '已申请延期，等主管部门审核',
};

/** Recorded for somebody who has not been through the real-name check yet: it is found after it. */
const WAITING = { number: '青建安C1（2022）0000002', code: 'C1', left: 400 };

/** Records the old certificates, opens the classes for their continuing education, and brings their holders to where they stand. */
export async function liveOn(
  server: RunningServer,
  clock: Clock,
  people: DemoPeople,
  deskOf: (jurisdiction: Jurisdiction) => Desk,
  courseOf: (jurisdiction: Jurisdiction, category: 'SAFETY_MGMT') => string,
  newcomer: DemoPerson,
): Promise<void> {
  const entries = await server.get(RegisterEntries);
  const now = today(clock);
  for (const jurisdiction of new Set(LIVES.map((one) => one.jurisdiction)))
    await openClasses(server, now, deskOf(jurisdiction), courseOf(jurisdiction, 'SAFETY_MGMT'));
  for (const one of LIVES) {
    const personId = await people.worker(one.person);
    const desk = deskOf(one.jurisdiction);
    const employments = await server.get(Employments);
    const asked = await employments.ask(
      callerOf(personId, 'WORKER'),
      { enterpriseId: desk.enterpriseId, position: '安全员', jurisdiction: one.jurisdiction },
      randomUUID(),
    );
    await employments.confirm(desk.clerk, asked.id, { version: asked.version }, randomUUID());
    const [made] = await entries.record([rowOf(one, now)]);
    if (made?.state === 'REFUSED') throw new Error(made.message);
    if (one.standing !== 'OPEN') await bringOn(server, one, personId, made!.certificateId, now);
    if (one.standing === 'ASKED') await ask(server, people, one, personId, made!.certificateId);
  }
  const { number, code, left } = WAITING;
  await entries.record([rowOf({ jurisdiction: '630000', person: newcomer, kind: 'SAFETY_MGMT', code, number, left }, now)]);
}

const rowOf = ({ jurisdiction, person: who, kind, code, number, left }: Omit<Life, 'standing'>, now: string) => ({
  jurisdiction,
  kind,
  subject: { category: kind, code } as CertificateSubject,
  number,
  name: who.name,
  idNumber: idNumberOf(who),
  issuedOn: `${Number(now.slice(0, 4)) - 3}${now.slice(4)}`.replace('-02-29', '-02-28'),
  validTo: addDays(now, left),
});

/** One class that suits, and one that ends too late for most. */
async function openClasses(server: RunningServer, now: string, desk: Desk, courseId: string): Promise<void> {
  const classes = await server.get(TrainingClasses);
  for (const [name, days] of [
    ['继续教育第5期（演示）', 25],
    ['继续教育第6期（演示）', 145],
  ] as const)
    await classes.create(desk.teacher, { name, courseId, startsOn: now, endsOn: addDays(now, days), seats: 40, forCe: true }, randomUUID());
}

async function bringOn(server: RunningServer, one: Life, personId: string, certificateId: string, now: string): Promise<void> {
  const certificate = (await (await server.get(Certificates)).find(certificateId))!;
  const packVersion = (await server.get(Law)).in(one.jurisdiction).pack.version;
  const cases = await server.get(Cases);
  await cases.create(
    ContinuingEducationModel,
    continuingEducation,
    {
      status: one.standing === 'PASSED' ? 'ASSESSED' : 'CE_CONFIRMED',
      certificateId,
      periodEnd: certificate.validTo!,
      personId,
      jurisdiction: one.jurisdiction,
      packVersion,
      subject: certificate.subject,
      certificateNumber: certificate.number,
      mode: 'OFFLINE',
      providerName: '演示培训中心',
      className: '继续教育第4期（演示）',
      passedOn: addDays(now, -6),
    },
    { event: 'open', actor: { role: 'SYSTEM' }, packVersion, follow: [] },
  );
}

async function ask(server: RunningServer, people: DemoPeople, one: Life, personId: string, certificateId: string): Promise<void> {
  const services = await server.get(CertificateServices);
  const portraitFileId = await people.portrait(one.person, personId);
  const { version } = (await (await server.get(Certificates)).find(certificateId))!;
  await services.apply(callerOf(personId, 'WORKER'), certificateId, { service: 'EXTEND', version, portraitFileId }, randomUUID());
}
