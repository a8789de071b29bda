import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { CertificateKind } from '@jzt/shared/domain/categories';
import { addDays, type LocalDate } from '@jzt/shared/domain/calendar';
import { today } from '../src/platform/clock';
import type { CertificateSubject } from '../src/features/certificate/certificate.model';
import { RegisterEntries } from '../src/features/certificate/registerEntries.service';
import { signIn, type Client } from './client';
import { employ, ledgeredWorker, type SeededPerson } from './people';
import type { World } from './world';

export interface Holder {
  person: SeededPerson;
  number: string;
  /** Of the certificate. */
  id: string;
  params: { id: string };
  client: Client;
}

const BEFORE: Partial<Record<Jurisdiction, string>> = { '630000': '青', '500000': '渝', '320000': '苏', '460000': '琼', '360000': '赣' };
let count = 0;

/** Somebody with an old certificate that was recorded and ends in so many days (`null`: never); employed by that enterprise, if one is named. */
export async function certificateHolder(
  world: World,
  jurisdiction: Jurisdiction,
  daysLeft: number | null,
  seed: { enterpriseId?: string; kind?: CertificateKind; subject?: CertificateSubject; issuedOn?: LocalDate } = {},
): Promise<Holder> {
  const subject = seed.subject ?? { category: 'SAFETY_MGMT', code: 'C2' };
  const person = await ledgeredWorker(world, { jurisdiction });
  if (seed.enterpriseId) await employ(world, person.id, seed.enterpriseId, '安全员', jurisdiction);
  const number = `${BEFORE[jurisdiction]}建安C2（2023）${String(500_000 + ++count).padStart(7, '0')}`;
  const register = await world.server.get(RegisterEntries);
  const [made] = await register.record([
    {
      jurisdiction,
      kind: seed.kind ?? subject.category,
      subject,
      number,
      name: person.name,
      idNumber: person.idNumber,
      issuedOn: seed.issuedOn ?? '2023-05-01',
      ...(daysLeft !== null && { validTo: addDays(today(world.clock), daysLeft) }),
    } as never,
  ]);
  if (!made || made.state === 'REFUSED') throw new Error(`not recorded: ${JSON.stringify(made)}`);
  const id = made.certificateId;
  return { person, number, id, params: { id }, client: await signIn(world, person.phone) };
}
