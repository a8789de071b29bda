import { trainingRoutes } from '@jzt/shared/contract/training';
import { addDays } from '@jzt/shared/domain/calendar';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { RegisterEntries } from '../../server/src/features/certificate/registerEntries.service';
import { today } from '../../server/src/platform/clock';
import { signIn, type Client } from '../../server/testing/client';
import { provinceDesk, type ProvinceDesk } from '../../server/testing/newCertificate';
import { authority, employ, ledgeredWorker, officer, type SeededPerson } from '../../server/testing/people';
import type { World } from '../../server/testing/world';

/** A holder of an old certificate, the class that suits it, one that ends too late, and the officers who decide. */
export interface Expiring {
  desk: ProvinceDesk;
  person: SeededPerson;
  client: Client;
  certificateId: string;
  number: string;
  reviewer: SeededPerson;
  issuer: SeededPerson;
}

export async function expiring(world: World, jurisdiction: Jurisdiction, daysLeft: number): Promise<Expiring> {
  const [sign, address] = jurisdiction === '630000' ? ['青', '西宁市城东区测试路1号'] : ['渝', '重庆市渝中区测试路1号'];
  const desk = await provinceDesk(world, jurisdiction, 'SAFETY_MGMT', address);
  const person = await ledgeredWorker(world, { name: '马生财', jurisdiction });
  const office = await authority(jurisdiction);
  const [reviewer, issuer] = [
    await officer(world, 'AUTHORITY_REVIEWER', '审核甲', office),
    await officer(world, 'AUTHORITY_ISSUER', '签发甲', office),
  ];
  await employ(world, person.id, desk.enterpriseId, '安全员', jurisdiction);
  const number = `${sign}建安C2（2023）0000301`;
  const day = (days: number) => addDays(today(world.clock), days);
  const [made] = await (
    await world.server.get(RegisterEntries)
  ).record([
    {
      jurisdiction,
      kind: 'SAFETY_MGMT',
      subject: { category: 'SAFETY_MGMT', code: 'C2' },
      number,
      name: person.name,
      idNumber: person.idNumber,
      issuedOn: '2023-05-01',
      validTo: day(daysLeft),
    },
  ]);
  if (made?.state === 'REFUSED') throw new Error(made.message);
  for (const [name, ends] of [
    ['继续教育第1期', 20],
    ['继续教育第2期', daysLeft - 5],
  ] as const)
    await desk.teacher.ok(trainingRoutes.createClass, {
      body: { name, courseId: desk.courseId, startsOn: day(0), endsOn: day(ends), seats: 9, forCe: true },
    });
  return { desk, person, client: await signIn(world, person.phone), certificateId: made!.certificateId, number, reviewer, issuer };
}
