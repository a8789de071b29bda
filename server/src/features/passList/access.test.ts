import { passListRoutes } from '@jzt/shared/contract/passList';
import type { Role } from '@jzt/shared/domain/roles';
import { passListBatch as machine } from '@jzt/shared/workflow/machines/passListBatch';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { twoOfficers } from '../../../testing/officers';
import { passedExam, sourceOf, type PassedExam } from '../../../testing/passed';
import { institution, institutionStaff } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { PassListBatchModel, type PassListBatch } from './passList.model';

jest.setTimeout(90_000);

let world: World;
let reviewer: Client;
let issuer: Client;

beforeAll(async () => {
  world = await startWorld();
  ({ reviewer, issuer } = await twoOfficers(world));
});
afterAll(() => world.stop());

const createFor = (exam: PassedExam) => reviewer.ok(passListRoutes.create, { body: { examPlanId: exam.planId } });

describe('who and when', () => {
  it('only officers reach the authority’s lists, only its own institution the institution’s', async () => {
    const trainer = await institution();
    const exam = await passedExam(world, { institution: trainer, subject: { category: 'SKILLED_WORKER', code: '砌筑工' } });
    const batch = await createFor(exam);
    const own = await signIn(world, (await institutionStaff(world, trainer.id)).phone, 'INSTITUTION_STAFF');
    const other = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    const worker = await signIn(world, exam.people[0]!.phone);
    expect((await own.ok(passListRoutes.listForInstitution, {})).items.map((one) => one.id)).toEqual([batch.id]);
    expect((await own.ok(passListRoutes.viewForInstitution, { params: { id: batch.id } })).number).toBe(batch.number);
    expect((await other.ok(passListRoutes.listForInstitution, {})).items).toEqual([]);
    expect((await other.refused(passListRoutes.viewForInstitution, { params: { id: batch.id } })).status).toBe(404);
    expect(
      (await other.refused(passListRoutes.signForInstitution, { params: { id: batch.id }, body: { version: batch.version } })).status,
    ).toBe(404);
    for (const stranger of [own, worker])
      expect((await stranger.refused(passListRoutes.view, { params: { id: batch.id } })).status).toBe(403);
    expect((await new Client(world.url).refused(passListRoutes.list, {})).status).toBe(401);
    const ofAuthority = await createFor(await passedExam(world, { institution: trainer }));
    expect((await own.refused(passListRoutes.viewForInstitution, { params: { id: ofAuthority.id } })).status).toBe(404);
  });

  it('every step that the machine does not have is refused and changes nothing', async () => {
    const exam = await passedExam(world, { names: ['辛一', '辛二'] });
    const { id } = await createFor(exam);
    await world.settle();
    const params = { id };
    const body = { version: 0 };
    const acts: Record<string, { role: Role; call: (client: Client) => Promise<{ status: number; code: string }> }[]> = {
      check: [reviewer, issuer].map((client, at) => ({
        role: at ? 'AUTHORITY_ISSUER' : 'AUTHORITY_REVIEWER',
        call: () => client.refused(passListRoutes.check, { params, body }),
      })),
      removeRow: [
        {
          role: 'AUTHORITY_REVIEWER',
          call: () =>
            reviewer.refused(passListRoutes.removeRow, {
              params,
              body: { ...body, source: sourceOf(exam.people[0]!), reason: '移出试试' },
            }),
        },
      ],
      approve: [{ role: 'AUTHORITY_ISSUER', call: () => issuer.refused(passListRoutes.approve, { params, body }) }],
      reject: [reviewer, issuer].map((client, at) => ({
        role: at ? 'AUTHORITY_ISSUER' : 'AUTHORITY_REVIEWER',
        call: () => client.refused(passListRoutes.reject, { params, body: { ...body, reason: '驳回试试' } }),
      })),
      sign: [{ role: 'AUTHORITY_ISSUER', call: () => issuer.refused(passListRoutes.sign, { params, body }) }],
    };
    let refused = 0;
    for (const status of Object.keys(machine.states) as PassListBatch['status'][]) {
      await PassListBatchModel.updateOne({ _id: id }, { $set: { status } });
      for (const [event, tries] of Object.entries(acts))
        for (const { role, call } of tries) {
          const row = machine.transitions.find((one) => one.from === status && one.event === event);
          // A step that is in the table would be lost to the old version instead.
          const expected = !row ? [409, 'ILLEGAL_TRANSITION'] : row.who.includes(role) ? [409, 'VERSION_CONFLICT'] : [403, 'WRONG_ROLE'];
          const answer = await call(reviewer);
          expect([status, event, role, answer.status, answer.code]).toEqual([status, event, role, ...expected]);
          refused += 1;
        }
      expect(await PassListBatchModel.findById(id).lean<PassListBatch>()).toMatchObject({
        status,
        version: 1,
        history: [{ event: 'create' }],
      });
    }
    expect(refused).toBe(49);
  });
});
