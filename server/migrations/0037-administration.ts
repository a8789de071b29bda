import { indexCases, missing, OUTBOX_LANE, uniqueWhere } from './indexes';
import type { Migration } from './index';

/** Organisations have a life (registered, active, suspended, closed) and members are invited. Those that were there work on. */
export const administration: Migration = {
  id: '0037-administration',
  async up(db) {
    const now = new Date();
    await db
      .collection('organisations')
      .updateMany(missing('status'), { $set: { status: 'ACTIVE', version: 1, createdAt: now, updatedAt: now, history: [], outbox: [] } });
    await indexCases(db, 'organisations', [
      { key: { jurisdictions: 1, status: 1, _id: -1 }, name: 'province_state' },
      { key: { kind: 1, status: 1, _id: -1 }, name: 'kind_state' },
      { key: { status: 1, suspendedTo: 1 }, name: 'suspended' },
      { key: { jurisdictions: 1, city: 1, status: 1, _id: 1 }, name: 'city' },
    ]);
    await db
      .collection('city_notices')
      .createIndexes([
        OUTBOX_LANE,
        uniqueWhere('op', { op: 1 }, { op: { $exists: true } }),
        { key: { jurisdiction: 1, _id: -1 }, name: 'province' },
      ]);
    await indexCases(db, 'invitations', [
      { key: { organisationId: 1, _id: -1 }, name: 'organisation' },
      { key: { phoneIndex: 1, status: 1, _id: -1 }, name: 'phone' },
      { key: { tokenHash: 1 }, name: 'link' },
      { key: { invitedBy: 1, status: 1 }, name: 'sent' },
      { key: { status: 1, expiresAt: 1 }, name: 'run_out' },
    ]);
    await db.collection('persons').createIndexes([{ key: { 'memberships.organisationId': 1, _id: 1 }, name: 'members' }]);
    await db.collection('audit').createIndexes([{ key: { jurisdiction: 1, actorId: 1, seq: -1 }, name: 'province_actor' }]);
    await db.collection('sessions').createIndexes([{ key: { personId: 1, organisationId: 1 }, name: 'member' }]);
  },
};
