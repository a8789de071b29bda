import { makeIdNumber, parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { needsSecondFactor, type Role } from '@jzt/shared/domain/roles';
import { Desk as Simulators } from '../simulators/desk';
import { Organisations } from '../src/features/organisation/organisation.service';
import { PersonModel } from '../src/features/person/person.model';
import { Persons } from '../src/features/person/person.service';
import { SecondFactors } from '../src/features/secondFactor/secondFactor.service';
import type { RunningServer } from '../src/platform/boot';
import type { Clock } from '../src/platform/clock';
import { FieldCipher } from '../src/platform/crypto';
import { Files } from '../src/platform/files';
import type { Caller } from '../src/platform/http/tokens';
import type { Settings } from '../src/platform/settings';
import { renderCardPhoto, renderPortrait, seedOf } from './cards/index';

/** A made-up person; the ID number has a region code that no place has. */
export interface DemoPerson {
  name: string;
  phone: string;
  birth: string;
  sequence: number;
}

export const person = (name: string, phone: string, birth: string, sequence: number): DemoPerson => ({ name, phone, birth, sequence });

export const callerOf = (personId: string, role: Role, place: Pick<Caller, 'organisationId' | 'jurisdiction'> = {}): Caller => ({
  personId,
  role,
  ...place,
  sessionId: personId,
});

export const idNumberOf = ({ birth, sequence }: DemoPerson): string => makeIdNumber(birth, sequence);

/** A picture of a card; `width` smaller where nobody reads it by machine. */
export function cardOf(person: DemoPerson, side: 'portrait' | 'authority' = 'portrait', width = 1600): Promise<Buffer> {
  const idNumber = idNumberOf(person);
  const { sex } = parseIdNumber(idNumber)!;
  return renderCardPhoto({
    name: person.name,
    sex,
    nation: '汉',
    birth: person.birth,
    address: '演示省演示市样例街道一号',
    idNumber,
    side,
    validTo: '长期',
    background: 'wood',
    width,
    height: (width * 3) / 4,
    // Nobody looks at the table under a small picture.
    ...(width < 1600 && { table: 1 }),
  });
}

export const portraitOf = (person: DemoPerson): Promise<Buffer> =>
  renderPortrait(seedOf(idNumberOf(person)), { sex: parseIdNumber(idNumberOf(person))!.sex });

/** What an officer looks at beside a case: names and numbers can be read, and it is drawn in a sixth of the time. */
const KEPT_WIDTH = 640;

/** Puts people in as if they had walked the real-name check; what they do afterwards goes through the services. */
export class DemoPeople {
  /** The side without a name is everybody's: drawn once. */
  private back?: Promise<Buffer>;

  constructor(
    private readonly server: RunningServer,
    private readonly settings: Pick<Settings, 'secrets'> & { simulatorUrl?: string },
    private readonly clock: Clock,
  ) {}

  /** Somebody who works for the organisation; no picture of their card is ever shown. Returns the person's id. */
  async staff(person: DemoPerson, membership: { role: StaffRole; organisationId: string }): Promise<string> {
    const id = await this.ledger(person);
    await (await this.server.get(Organisations)).appoint(membership.organisationId, person.phone, membership.role);
    if (this.settings.simulatorUrl && needsSecondFactor(membership.role))
      await this.bindAuthenticator(callerOf(id, membership.role, membership), this.settings.simulatorUrl);
    return id;
  }

  /** An account with the real-name check done and both sides of its card stored. Returns the person's id. */
  async worker(person: DemoPerson): Promise<string> {
    const files = await this.server.get(Files);
    const id = await this.ledger(person);
    const kept = async (photo: Promise<Buffer>) =>
      (await files.save(await photo, { ownerId: id, purpose: 'ID_CARD', contentType: 'image/jpeg' })).id;
    const [cardFileId, cardBackFileId] = await Promise.all([
      kept(cardOf(person, 'portrait', KEPT_WIDTH)),
      kept((this.back ??= cardOf(person, 'authority', KEPT_WIDTH))),
    ]);
    await PersonModel.updateOne({ _id: id }, { $set: { 'identity.cardFileId': cardFileId, 'identity.cardBackFileId': cardBackFileId } });
    return id;
  }

  /** A stored portrait of the person. */
  async portrait(person: DemoPerson, personId: string): Promise<string> {
    const files = await this.server.get(Files);
    return (await files.save(await portraitOf(person), { ownerId: personId, purpose: 'PORTRAIT', contentType: 'image/jpeg' })).id;
  }

  /** What an officer does at their first sign-in: scans the QR, types the first code; the authenticator then shows theirs (演示验证器). */
  private async bindAuthenticator(officer: Caller, simulatorUrl: string): Promise<void> {
    const [factors, clock, desk] = [await this.server.get(SecondFactors), this.clock, new Simulators(simulatorUrl)];
    const { uri, account } = await factors.begin(officer);
    await desk.scan(uri);
    await factors.enrol(officer, (await desk.totp(account, clock.now().getTime()))!);
  }

  private async ledger(person: DemoPerson): Promise<string> {
    const persons = await this.server.get(Persons);
    const { _id } = await persons.ensure({ phone: person.phone });
    const id = _id.toHexString();
    const idNumber = idNumberOf(person);
    const { sex, birthDate } = parseIdNumber(idNumber)!;
    const cipher = new FieldCipher(this.settings.secrets);
    const now = new Date();
    await PersonModel.updateOne(
      { _id },
      {
        $set: {
          status: 'LEDGERED',
          nameSealed: cipher.seal(person.name, id),
          idNumberSealed: cipher.seal(idNumber, id),
          idNumberIndex: cipher.blindIndex(idNumber, 'idNumber'),
          sex,
          birthDate,
          'identity.faceAttempts': 0,
          'identity.verifiedAt': now,
          'identity.ledgeredAt': now,
        },
      },
    );
    return id;
  }
}
