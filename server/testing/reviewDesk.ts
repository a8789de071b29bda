import type { Application } from '../src/features/application/application.model';
import { signIn, type Client } from './client';
import {
  applicationIn,
  employ,
  enterprise,
  enterpriseStaff,
  institution,
  institutionStaff,
  ledgeredWorker,
  officer,
  portraitOf,
} from './people';
import type { SeededPerson } from './people';
import type { World } from './world';

export interface WaitingCase {
  id: string;
  person: SeededPerson;
  portraitFileId: string;
}

type WaitingSeed = { name?: string; idNumber?: string; status?: Application['status']; institutionId?: string } & Partial<
  Pick<Application, 'portraitHash' | 'waitingSince'>
>;

/** Two teachers of one institution, one of another, an officer, and applications that wait for them. */
export interface ReviewDesk {
  school: Awaited<ReturnType<typeof institution>>;
  company: Awaited<ReturnType<typeof enterprise>>;
  people: Record<'teacher' | 'stranger' | 'reviewer' | 'boss', SeededPerson>;
  teacher: Client;
  colleague: Client;
  stranger: Client;
  reviewer: Client;
  /** An application of a new person with an employer; it waits for the institution unless `status` says otherwise. */
  waiting(seed?: WaitingSeed): Promise<WaitingCase>;
}

export async function reviewDesk(world: World): Promise<ReviewDesk> {
  const school = await institution({ name: '高原培训中心' });
  const company = await enterprise({ name: '青海测试建筑有限公司' });
  const people = {
    teacher: await institutionStaff(world, school.id, '马老师'),
    stranger: await institutionStaff(world, (await institution()).id),
    reviewer: await officer(world),
    boss: await enterpriseStaff(world, company.id),
  };
  const waiting = async (seed: WaitingSeed = {}): Promise<WaitingCase> => {
    const { name = '周小山', idNumber, status = 'SUBMITTED', institutionId = school.id, ...fields } = seed;
    const person = await ledgeredWorker(world, { name, idNumber });
    const employmentId = await employ(world, person.id, company.id);
    const portraitFileId = await portraitOf(world, person.id);
    const of = {
      personId: person.id,
      institutionId,
      enterpriseId: company.id,
      employmentId,
      portraitFileId,
      portraitHash: portraitFileId,
      ...fields,
    };
    return { id: await applicationIn(world, status, of), person, portraitFileId };
  };
  return {
    school,
    company,
    people,
    teacher: await signIn(world, people.teacher.phone),
    colleague: await signIn(world, (await institutionStaff(world, school.id)).phone),
    stranger: await signIn(world, people.stranger.phone),
    reviewer: await signIn(world, people.reviewer.phone),
    waiting,
  };
}
