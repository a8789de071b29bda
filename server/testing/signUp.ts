import { applicationRoutes } from '@jzt/shared/contract/application';
import type { BodyOf } from '@jzt/shared/contract/route';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { today } from '../src/platform/clock';
import { signIn, type Client } from './client';
import { employ, enterprise, institution, institutionStaff, ledgeredWorker, portraitOf, type SeededPerson } from './people';
import type { World } from './world';

export type SignUpForm = BodyOf<typeof applicationRoutes.submit>;

/** A person who may sign up, signed in, with a form that is filled in rightly. */
export interface Applicant extends SeededPerson {
  client: Client;
  form: SignUpForm;
}

export interface ApplicantSeed {
  name?: string;
  /** Three digits before the last of the ID number: they pick what the outside systems know (see the simulators). */
  sequence?: number;
  birthDate?: string;
  /** Default true. */
  employed?: boolean;
}

/** One institution with a member of its staff, and one enterprise that everybody works for. */
export interface SignUpDesk {
  school: Awaited<ReturnType<typeof institution>>;
  company: Awaited<ReturnType<typeof enterprise>>;
  staff: Client;
  applicant(seed?: ApplicantSeed): Promise<Applicant>;
  formOf(person: { id: string }): Promise<SignUpForm>;
}

export async function signUpDesk(world: World): Promise<SignUpDesk> {
  const school = await institution({ name: '高原培训中心' });
  const company = await enterprise({ name: '青海测试建筑有限公司' });
  const staff = await signIn(world, (await institutionStaff(world, school.id, '马老师')).phone);
  const formOf = async (person: { id: string }): Promise<SignUpForm> => ({
    subject: { category: 'SPECIAL_OP', code: '05' },
    institutionId: school.id,
    education: '高中',
    medicalOn: today(world.clock),
    portraitFileId: await portraitOf(world, person.id),
    declaredTrue: true,
    selfChecked: true,
  });
  const applicant = async ({
    name = '陈大山',
    sequence,
    birthDate = '1985-05-05',
    employed = true,
  }: ApplicantSeed = {}): Promise<Applicant> => {
    const person = await ledgeredWorker(world, { name, ...(sequence !== undefined && { idNumber: makeIdNumber(birthDate, sequence) }) });
    if (employed) await employ(world, person.id, company.id);
    return { ...person, client: await signIn(world, person.phone), form: await formOf(person) };
  };
  return { school, company, staff, applicant, formOf };
}
