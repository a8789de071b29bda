import { invitation as machine } from '@jzt/shared/workflow/machines/invitation';
import { Types } from 'mongoose';
import { randomToken, sha256, type FieldCipher } from '../../platform/crypto';
import { trusted } from '../../platform/database';
import { ensureOperator } from '../organisation/organisation.service';
import { InvitationModel } from './invitation.model';

const HOUR_MS = 3600_000;
/** A link of the command line can be taken up for so long. */
const LINK_MS = 24 * HOUR_MS;
const TOKEN_BYTES = 24;
/**
 * Invites a system administrator by the word of who holds the machine: the link is shown once, and works once, for the owner of the phone. Links
 * to the same phone that were not used are taken back.
 */
export async function inviteByCommand(cipher: FieldCipher, phone: string, now = new Date()): Promise<{ token: string; expiresAt: Date }> {
  const { _id: operatorId, name } = await ensureOperator();
  const organisationId = operatorId.toHexString();
  const phoneIndex = cipher.blindIndex(phone, 'phone');
  const before = { organisationId, phoneIndex, status: 'OPEN' as const, tokenHash: trusted({ $exists: true }) };
  await InvitationModel.updateMany(before, { $set: { status: 'TAKEN_BACK', updatedAt: now }, $inc: { version: 1 } });
  const [_id, token, expiresAt] = [new Types.ObjectId(), randomToken(TOKEN_BYTES), new Date(now.getTime() + LINK_MS)];
  const entry = { id: new Types.ObjectId().toHexString(), at: now, event: 'invite', from: machine.initial, to: machine.initial };
  const audit = {
    action: 'Invitation.invite',
    subjectKind: 'Invitation',
    subjectId: _id.toHexString(),
    outcome: 'OPEN',
    actorRole: 'SYSTEM',
    actorName: '命令行',
    reason: `${name}：系统管理员`,
    at: now,
  };
  await InvitationModel.create({
    _id,
    status: machine.initial,
    version: 1,
    createdAt: now,
    updatedAt: now,
    history: [{ ...entry, byRole: 'SYSTEM', byName: '命令行', ruleIds: [], evidence: [] }],
    // The running service writes it into the trail.
    outbox: [{ id: new Types.ObjectId().toHexString(), topic: 'audit', payload: audit, notBefore: now, attempts: 0 }],
    organisationId,
    role: 'SYSTEM_ADMIN',
    phoneSealed: cipher.seal(phone, _id.toHexString()),
    phoneIndex,
    tokenHash: sha256(token),
    expiresAt,
  });
  return { token, expiresAt };
}
