import { accountRoutes } from '@jzt/shared/contract/account';
import { continuingEducationRoutes as ce } from '@jzt/shared/contract/continuingEducation';
import { examRoutes } from '@jzt/shared/contract/exam';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { continuingEducation as machine } from '@jzt/shared/workflow/machines/continuingEducation';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { signIn } from '../../../testing/client';
import { authority, ledgeredWorker, officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Cases } from '../../platform/cases';
import { today } from '../../platform/clock';
import { CertificateModel, type Certificate } from '../certificate/certificate.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { ContinuingEducationModel, type ContinuingEducation } from './continuingEducation.model';

jest.setTimeout(120_000);

const [QINGHAI, CHONGQING]: Jurisdiction[] = ['630000', '500000'];
const DAY = 86_400_000;

let world: World;
const phones: Record<string, string> = {};
let count = 0;

beforeAll(async () => {
  world = await startWorld();
  for (const province of [QINGHAI!, CHONGQING!])
    phones[province] = (await officer(world, 'AUTHORITY_REVIEWER', '审核员', await authority(province))).phone;
});
// Time goes far, and no session goes with it.
beforeEach(() => void world.clock.advance(3_600_000));
afterAll(() => world.stop());

const reviewerOf = (province: Jurisdiction) => signIn(world, phones[province]!, 'AUTHORITY_REVIEWER');
const stored = async (id: string) => (await CertificateModel.findById(id).lean<Certificate>())!;

/** A certificate that ends in so many days, and its continuing education as far as it has come. */
async function education(province: Jurisdiction, daysLeft: number, stands: Partial<ContinuingEducation>) {
  const person = await ledgeredWorker(world, { jurisdiction: province });
  const number = `${province === QINGHAI ? '青' : '渝'}建安C2（2024）${String(800 + ++count).padStart(7, '0')}`;
  const [periodEnd, subject] = [addDays(today(world.clock), daysLeft), { category: 'SAFETY_MGMT', code: 'C2' } as const];
  const { name, idNumber } = person;
  const register = await world.server.get(RegisterEntries);
  const [made] = await register.record([
    { jurisdiction: province, kind: 'SAFETY_MGMT', subject, number, name, idNumber, issuedOn: '2023-05-01', validTo: periodEnd },
  ]);
  const certificateId = made!.state === 'REFUSED' ? '' : made!.certificateId;
  const _id = new Types.ObjectId();
  const [cases, id] = [await world.server.get(Cases), _id.toHexString()];
  const of = { certificateId, certificateNumber: number, periodEnd, personId: person.id, jurisdiction: province, subject };
  await cases.create(
    ContinuingEducationModel,
    machine,
    { _id, packVersion: province === QINGHAI ? 'QH-1' : 'CQ-1', ...of, ...stands },
    { event: 'open', actor: { role: 'SYSTEM' }, follow: [{ topic: 'ce.keep', payload: { id } }] },
  );
  await world.settle();
  return { person, id, certificateId };
}

const passed = (mode: 'ONLINE' | 'OFFLINE') => ({ mode, providerName: '测试培训机构', passedOn: today(world.clock) });

it('QH-28 A-31 what was sent back to a platform keeps the certificate for 30 days, and not without end', async () => {
  const one = await education(QINGHAI!, 3, { status: 'REPORTED', ...passed('ONLINE') });
  expect((await stored(one.certificateId)).kept).toEqual({});
  const reviewer = await reviewerOf(QINGHAI!);
  const row = (await reviewer.ok(ce.queue)).items.find((each) => each.id === one.id)!;
  await reviewer.ok(ce.returnReport, { params: { id: one.id }, body: { reason: '学时与平台记录不一致', version: row.version } });
  await world.settle();
  const until = addDays(today(world.clock), 30);
  expect((await stored(one.certificateId)).kept).toEqual({ until });
  world.clock.advance(30 * DAY);
  await world.settle();
  expect(await stored(one.certificateId)).toMatchObject({ status: 'ACTIVE' });
  world.clock.advance(DAY);
  await world.settle();
  expect(await stored(one.certificateId)).toMatchObject({ status: 'EXPIRED' });
});

it('QH-25 CQ-14 an officer’s count is of what has to be imported', async () => {
  const todo = async (province: Jurisdiction) => {
    const { todos } = await (await reviewerOf(province)).ok(accountRoutes.me);
    return todos.filter((each) => each.key === 'ce-records').map((each) => each.detail);
  };
  await education(CHONGQING!, 100, { status: 'ASSESSED', ...passed('OFFLINE') });
  expect(await todo(CHONGQING!)).toEqual([]);
  await education(QINGHAI!, 100, { status: 'ASSESSED', ...passed('OFFLINE') });
  await education(QINGHAI!, 100, { status: 'REPORTED', ...passed('ONLINE') });
  expect(await todo(QINGHAI!)).toEqual([expect.stringMatching(/^2人/)]);
});

it('QH-25 an authority that plans exams of enterprises’ own training is not offered who learnt in a class', async () => {
  const one = await education(QINGHAI!, 100, { status: 'LEARNING', mode: 'OFFLINE', studiedOn: today(world.clock) });
  const { items } = await (await reviewerOf(QINGHAI!)).ok(examRoutes.eligibleForAuthority);
  expect(items.filter((each) => each.source.id === one.id)).toEqual([]);
});
