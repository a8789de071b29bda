import { makeIdNumber, parseIdNumber } from '@jzt/shared/domain/idNumber';
import type { StaffRole } from '@jzt/shared/domain/organisations';
import { Organisations } from '../src/features/organisation/organisation.service';
import { PersonModel } from '../src/features/person/person.model';
import { Persons } from '../src/features/person/person.service';
import type { RunningServer } from '../src/platform/boot';
import { FieldCipher } from '../src/platform/crypto';
import { Files } from '../src/platform/files';
import type { Settings } from '../src/platform/settings';
import { renderCardPhoto, renderPortrait, seedOf } from './cards/index';

/** A made-up person; the ID number has a region code that no place has. */
export interface DemoPerson {
  name: string;
  phone: string;
  birth: string;
  sequence: number;
}

export const idNumberOf = ({ birth, sequence }: DemoPerson): string => makeIdNumber(birth, sequence);

export function cardOf(person: DemoPerson, side: 'portrait' | 'authority' = 'portrait'): Promise<Buffer> {
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
  });
}

export const portraitOf = (person: DemoPerson): Promise<Buffer> =>
  renderPortrait(seedOf(idNumberOf(person)), { sex: parseIdNumber(idNumberOf(person))!.sex });

/** Puts people in as if they had walked the real-name check; what they do afterwards goes through the services. */
export class DemoPeople {
  constructor(
    private readonly server: RunningServer,
    private readonly settings: Settings,
  ) {}

  /** An account with the real-name check done, its card photo stored, and perhaps a place in an organisation. Returns the person's id. */
  async ledgered(person: DemoPerson, member?: { role: StaffRole; organisationId: string }): Promise<string> {
    const persons = await this.server.get(Persons);
    const files = await this.server.get(Files);
    const found = await persons.ensure({ phone: person.phone });
    const id = found._id.toHexString();
    const idNumber = idNumberOf(person);
    const { sex, birthDate } = parseIdNumber(idNumber)!;
    const cipher = new FieldCipher(this.settings.secrets);
    const now = new Date();
    const [card, back] = [await cardOf(person), await cardOf(person, 'authority')];
    const kept = (photo: Buffer) => files.save(photo, { ownerId: id, purpose: 'ID_CARD', contentType: 'image/jpeg' });
    const [{ id: cardFileId }, { id: cardBackFileId }] = [await kept(card), await kept(back)];
    await PersonModel.updateOne(
      { _id: found._id },
      {
        $set: {
          status: 'LEDGERED',
          nameSealed: cipher.seal(person.name, id),
          idNumberSealed: cipher.seal(idNumber, id),
          idNumberIndex: cipher.blindIndex(idNumber, 'idNumber'),
          sex,
          birthDate,
          identity: { cardFileId, cardBackFileId, photoTries: 1, faceAttempts: 0, verifiedAt: now, ledgeredAt: now },
        },
      },
    );
    if (member) await (await this.server.get(Organisations)).appoint(member.organisationId, person.phone, member.role);
    return id;
  }

  /** A stored portrait of the person. */
  async portrait(person: DemoPerson, personId: string): Promise<string> {
    const files = await this.server.get(Files);
    return (await files.save(await portraitOf(person), { ownerId: personId, purpose: 'PORTRAIT', contentType: 'image/jpeg' })).id;
  }
}
