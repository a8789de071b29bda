import { exchangeRoutes as routes, type Exchange } from '@jzt/shared/contract/exchange';
import type { LocalDate } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { signIn, type Client } from './client';
import { course } from './courses';
import { learn, provinceDesk, examine, type ProvinceDesk } from './newCertificate';
import { authority, institutionStaff, ledgeredWorker, officer, portraitOf, type SeededPerson } from './people';
import { seedOutside } from './simulators';
import type { World } from './world';

/** Where certificates are exchanged by their holders. */
export const EXCHANGING: Jurisdiction = '460000';
const ADDRESS = '海口市美兰区测试路1号';

let numbers = 0;

export interface ExchangeDesk extends ProvinceDesk {
  classId: string;
  /** Of a course whose professional part is too small. */
  thinClassId: string;
}

const lesson = (id: string) => ({ id, title: `小节${id}`, seconds: 24, video: 'helmet.mp4' });
const chapters = (professional: string, common: string) => [
  { id: 'c1', title: '专业岗位知识', compulsory: true, kind: 'PROFESSIONAL' as const, hours: professional, lessons: [lesson('c1-1')] },
  { id: 'c2', title: '公共知识', compulsory: true, kind: 'COMMON' as const, hours: common, lessons: [lesson('c2-1')] },
];

/** The province's desks with a class of 32 hours, 22 of them professional, and one that has 21 only. */
export async function exchangeDesk(world: World, until: LocalDate = '2020-12-20'): Promise<ExchangeDesk> {
  const desk = await provinceDesk(world, EXCHANGING, 'SITE_MANAGER', ADDRESS);
  const open = async (name: string, [professional, common]: [string, string]) => {
    const made = await course({
      jurisdiction: EXCHANGING,
      category: 'SITE_MANAGER',
      title: name,
      requiredHours: '32',
      chapters: chapters(professional, common),
    });
    const body = { name, courseId: made.id, startsOn: today(world), endsOn: until, seats: 30, forCe: true };
    return (await desk.teacher.ok(trainingRoutes.createClass, { body })).id;
  };
  const full: ExchangeDesk = {
    ...desk,
    // New people of the staff: a code may not be sent to one phone again and again.
    signInAgain: async () => {
      const office = await authority(EXCHANGING);
      const [teacher, reviewer, issuer] = [
        await institutionStaff(world, desk.institutionId),
        await officer(world, 'AUTHORITY_REVIEWER', '审核员', office),
        await officer(world, 'AUTHORITY_ISSUER', '签发员', office),
      ];
      Object.assign(full, {
        teacher: await signIn(world, teacher.phone, 'INSTITUTION_STAFF'),
        reviewer: await signIn(world, reviewer.phone, 'AUTHORITY_REVIEWER'),
        issuer: await signIn(world, issuer.phone, 'AUTHORITY_ISSUER'),
      });
    },
    classId: await open('换证继续教育班', ['22', '10']),
    thinClassId: await open('专业学时不够的班', ['21', '11']),
  };
  return full;
}

const today = (world: World) => new Date(world.clock.now().getTime() + 8 * 3600_000).toISOString().slice(0, 10);

/** A paper of the ministry's register, in the words of its simulator. */
export interface PaperSeed {
  postCode?: string;
  certTitle?: '1' | '2' | '3';
  issueDate?: LocalDate;
  expiringDate?: LocalDate;
  issuedBy?: '1' | '2';
  certState?: string;
}

export interface PaperHolder {
  person: SeededPerson;
  client: Client;
  number: string;
}

/** Somebody of the province whose paper the ministry's register has, or has not. */
export async function paperHolder(world: World, seed: PaperSeed | 'MISSING' = {}, name = '测试施工员'): Promise<PaperHolder> {
  const person = await ledgeredWorker(world, { jurisdiction: EXCHANGING, name });
  const number = `琼建教101${String(++numbers).padStart(6, '0')}`;
  if (seed !== 'MISSING') await putPaper(world, person, number, seed);
  return { person, client: await signIn(world, person.phone), number };
}

export const putPaper = (world: World, { idNumber, name }: Pick<SeededPerson, 'idNumber' | 'name'>, number: string, seed: PaperSeed = {}) =>
  seedOutside(world, 'national', {
    siteCertificates: [
      {
        idNumber,
        name,
        certTitle: '1',
        postCode: '101',
        provinceNum: EXCHANGING,
        certNum: number,
        issueDate: '2016-05-06',
        expiringDate: '2021-06-30',
        ...seed,
      },
    ],
  });

export const begin = ({ client, number }: PaperHolder): Promise<Exchange> => client.ok(routes.begin, { body: { number } });

/** Profile and portrait (HN-08). */
export const complete = async (world: World, { client, person }: PaperHolder, { id }: Exchange): Promise<Exchange> =>
  client.ok(routes.complete, { params: { id }, body: { education: '大专', portraitFileId: await portraitOf(world, person.id) } });

/** Begun, complete and in a class. */
export async function enrolled(world: World, desk: ExchangeDesk, one: PaperHolder): Promise<Exchange> {
  const exchange = await begin(one);
  await complete(world, one, exchange);
  const now = await one.client.ok(routes.enrol, { params: { id: exchange.id }, body: { classId: desk.classId } });
  await world.settle();
  return now;
}

/** All hours learnt and the assessment passed, the whole real way. */
export async function assessed(world: World, desk: ExchangeDesk, one: PaperHolder): Promise<Exchange> {
  const { id } = await enrolled(world, desk, one);
  await learn(world, one.client, { kind: 'EXCHANGE', id });
  await examine(world, desk, one.client, { kind: 'EXCHANGE', id });
  return one.client.ok(routes.view, { params: { id } });
}
