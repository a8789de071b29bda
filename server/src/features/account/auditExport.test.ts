import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountRoutes as routes } from '@jzt/shared/contract/account';
import { reviewRoutes } from '@jzt/shared/contract/review';
import { Types } from 'mongoose';
import { Client, signIn } from '../../../testing/client';
import { authority, HERE, ledgeredWorker, officer } from '../../../testing/people';
import { startWorld, type World } from '../../../testing/world';
import { Audit } from '../../platform/audit';
import { today } from '../../platform/clock';
import { Jobs } from '../../platform/jobs';
import { anchorFolder } from '../../platform/trail/anchor';
import { AuditModel, trailKey, type StoredAudit } from '../../platform/trail/entry';
import type { EntryLine, ExportEnd, ExportHead, SealLine } from '../../platform/trail/export';
import { checkExport, type ExportVerdict } from '../../platform/trail/exportCheck';

type Line = ExportHead | SealLine | EntryLine | ExportEnd;
let world: World;
let audit: Audit;
let reviewer: Client;

beforeAll(async () => {
  world = await startWorld({ env: { TRUSTED_HOPS: '1' } });
  audit = await world.server.get(Audit);
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  await world.settle();
});
afterAll(() => world.stop());

const newId = () => new Types.ObjectId().toHexString();
const record = (reason: string, jurisdiction: typeof HERE | '500000' = HERE) => ({ action: 'Test.act', subjectKind: 'Test', subjectId: 'f'.repeat(24), outcome: 'DONE', actorRole: 'SYSTEM', reason, jurisdiction }); // prettier-ignore
const sealed = () => world.server.get(Jobs).then((jobs) => jobs.runNow('audit.seal'));
const day = () => today(world.clock);

async function exported(client = reviewer, query = { from: day(), to: day() }): Promise<string> {
  const reply = await client.call(routes.auditExport, { query });
  expect([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([
    200,
    'application/x-ndjson',
    'no-store',
  ]);
  return reply.bytes.toString();
}
const linesOf = (text: string): Line[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as Line); // prettier-ignore
const entriesOf = (text: string) => linesOf(text).filter((one): one is EntryLine => one.kind === 'entry');
const checked = (text: string, key = trailKey(world.settings.secrets)): Promise<ExportVerdict> =>
  checkExport(createInterface({ input: Readable.from([text]) }), { key, anchors: anchorFolder(world.settings.dataDir) });

describe('the trail as a file', () => {
  it('has what was done in the officer’s province in those days, in order, and what the page shows of it; of another province nothing', async () => {
    await Promise.all(['甲', '乙', '丙'].map((reason) => audit.append(record(reason), newId())));
    await audit.append(record('别省的', '500000'), newId());
    await sealed();
    const text = await exported();
    const entries = entriesOf(text);
    expect(entries.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['甲', '乙', '丙']));
    expect(text).not.toContain('别省的');
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq).sort((a, b) => a - b));
    const shown = (await reviewer.ok(routes.audit, { query: { limit: 100 } })).items.map(({ seq }) => seq);
    expect(entries.map(({ seq }) => seq)).toEqual(expect.arrayContaining(shown.filter((seq) => seq <= entries.at(-1)!.seq)));
    expect(await checked(text)).toEqual({ entries: entries.length, seals: expect.any(Number), anchored: expect.any(Number), faults: [] });
  });

  it('leaves out other days, and holds more than one read of the database', async () => {
    await Promise.all(
      Array.from({ length: 1_100 }, (_, at) => audit.append({ ...record(`第${at}件`), at: new Date('2024-03-05T04:00:00Z') }, newId())),
    );
    await audit.append({ ...record('第二天的第一刻'), at: new Date('2024-03-05T16:00:00Z') }, newId());
    await sealed();
    const text = await exported(reviewer, { from: '2024-03-05', to: '2024-03-05' });
    const entries = entriesOf(text);
    expect(new Set(entries.map(({ reason }) => reason)).size).toBe(1_100);
    expect(text).not.toContain('第二天的第一刻');
    expect(await checked(text)).toMatchObject({ entries: 1_100, faults: [] });
  });

  it('is itself in the trail, before its first line is out; a wrong period is refused', async () => {
    await exported();
    await sealed();
    const [entry] = await AuditModel.find({ action: 'account.auditExport' }).sort({ _id: -1 }).limit(1).lean<StoredAudit[]>();
    expect(entry).toMatchObject({
      outcome: 'EXPORTED',
      reason: `${day()} 至 ${day()}`,
      jurisdiction: HERE,
      actorId: reviewer.session!.personId,
    });
    const wrong = { from: '2026-02-02', to: '2026-02-01' };
    expect(await reviewer.refused(routes.auditExport, { query: wrong })).toMatchObject({ status: 400, code: 'PERIOD_INVALID' });
  });

  it('is given to officers alone, with a fresh code, and so often a day', async () => {
    const worker = await signIn(world, (await ledgeredWorker(world)).phone);
    expect((await worker.refused(routes.auditExport, { query: { from: day(), to: day() } })).code).toBe('ROLE_NOT_ALLOWED');
    const other = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone);
    const query = { from: day(), to: day() };
    for (let at = 0; at < 20; at++) await exported(other);
    expect(await other.refused(routes.auditExport, { query })).toMatchObject({ status: 429, code: 'EXPORT_TOO_OFTEN' });
    world.clock.advance(11 * 60_000);
    delete reviewer.stepsUp;
    expect((await reviewer.refused(routes.auditExport, { query })).code).toBe('STEP_UP_REQUIRED');
    reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  });

  it('of another province’s officer names that province and holds none of this one', async () => {
    const far = await officer(world, 'AUTHORITY_REVIEWER', '外省审核员', await authority('500000'));
    const text = await exported(await signIn(world, far.phone, 'AUTHORITY_REVIEWER'));
    expect(linesOf(text)[0]).toMatchObject({ kind: 'export', jurisdiction: '500000' });
    expect(entriesOf(text).every(({ jurisdiction }) => jurisdiction === '500000')).toBe(true);
  });
});

describe('the check of such a file finds', () => {
  let text: string;
  beforeAll(async () => {
    await audit.append(record('要查的'), newId());
    await sealed();
    text = await exported();
  });
  const changed = (change: (lines: Line[]) => Line[]): string => {
    const body = change(linesOf(text).slice(0, -1)).map((one) => `${JSON.stringify(one)}\n`).join(''); // prettier-ignore
    // Whoever changes a file counts and hashes it anew.
    const all = linesOf(body);
    const count = (kind: string) => all.filter((one) => one.kind === kind).length;
    const end = { kind: 'end', entries: count('entry'), seals: count('seal'), sha256: createHash('sha256').update(body).digest('hex') };
    return `${body}${JSON.stringify(end)}\n`;
  };
  const last = (lines: Line[]) => lines.findLastIndex(({ kind }) => kind === 'entry');

  it('nothing wrong with what was written, and what is newly counted with it', async () => {
    expect((await checked(text)).faults).toEqual([]);
    expect((await checked(changed((lines) => lines))).faults).toEqual([]);
  });

  it('another word in an entry, an entry under another seal, a seal that was made up, and another installation’s', async () => {
    const word = changed((lines) => lines.map((one, at) => (at === last(lines) ? ({ ...one, reason: '改过' } as Line) : one)));
    expect((await checked(word)).faults).toEqual([expect.stringMatching(/^第\d+条留痕的内容被改动过$/)]);
    const moved = changed((lines) =>
      lines.map((one, at) => (at === last(lines) ? ({ ...one, seq: (one as EntryLine).seq + 1 } as Line) : one)),
    );
    expect((await checked(moved)).faults).toEqual([expect.stringMatching(/不在封条\d+里$/)]);
    const made = changed((lines) => lines.map((one) => (one.kind === 'seal' ? { ...one, at: '2020-01-01T00:00:00.000Z' } : one)));
    expect((await checked(made)).faults).toEqual(expect.arrayContaining([expect.stringMatching(/不是本系统的封条$/)]));
    expect((await checked(text, Buffer.alloc(32))).faults.length).toBeGreaterThan(0);
  });

  it('a line that was taken out, a file that ends early, and something written behind its end', async () => {
    const lines = text.trimEnd().split('\n');
    const without = [...lines.slice(0, -2), lines.at(-1)!].join('\n');
    expect((await checked(without)).faults).toEqual(['结尾的条数或校验值不对：文件被改动、删减过']);
    expect((await checked(lines.slice(0, -1).join('\n'))).faults).toEqual(['文件没有结尾：没有下载完整']);
    expect((await checked(`${text}{"kind":"entry"}\n`)).faults).toHaveLength(1);
  });

  it('a seal that is another one outside the database', async () => {
    const seal = linesOf(text).find((one): one is SealLine => one.kind === 'seal')!;
    const file = join(anchorFolder(world.settings.dataDir), '000000.log');
    const before = readFileSync(file);
    appendFileSync(file, `${seal.number} 1 ${seal.at} ${'0'.repeat(64)}\n`);
    expect((await checked(text)).faults).toEqual([`封条${seal.number}与库外留存的不同`]);
    writeFileSync(file, before);
  });
});

describe('where a request came from', () => {
  const from = async (address: string) => {
    const client = new Client(world.url, address);
    client.session = reviewer.session;
    await client.refused(reviewRoutes.recheckInsurance, { params: { id: newId() }, body: { version: 1 } });
    await world.settle();
    const [entry] = await AuditModel.find({ action: reviewRoutes.recheckInsurance.id }).sort({ _id: -1 }).limit(1).lean<StoredAudit[]>();
    return entry!.address!;
  };

  it('is in the trail as its network and a fingerprint; the address itself is nowhere', async () => {
    const address = await from('203.0.113.77');
    expect(address).toMatch(/^203\.0\.113\.\* #[\w-]{10}$/);
    expect(JSON.stringify(await AuditModel.find({}).lean())).not.toContain('203.0.113.77');
    const shown = (await reviewer.ok(routes.audit, { query: { limit: 100 } })).items;
    expect(shown.map((one) => one.address)).toContain(address);
  });

  it('comes with what a case’s own step leaves, and with nothing that the system did by itself', async () => {
    const person = await ledgeredWorker(world);
    const phone = new Client(world.url, '2001:db8:5:6::9');
    phone.session = (await signIn(world, person.phone)).session;
    await phone.ok(routes.erase, { body: { confirm: '注销' } });
    await audit.append(record('系统自己'), newId());
    await world.settle();
    const of = async (filter: object) => (await AuditModel.findOne(filter).lean<StoredAudit>())!.address;
    expect(await of({ action: 'account.erase', subjectId: person.id })).toMatch(/^2001:db8:5::\/48 #/);
    expect(await of({ reason: '系统自己' })).toBeUndefined();
  });

  it('cannot be changed afterwards without being seen', async () => {
    await sealed();
    const entry = entriesOf(await exported()).find(({ address }) => address)!;
    expect((await checked(await exported())).faults).toEqual([]);
    await AuditModel.updateOne({ entryId: entry.entryId }, { $set: { address: '10.0.0.* #0000000000' } });
    expect((await checked(await exported())).faults).toContain(`第${entry.seq}条留痕的内容被改动过`);
  });
});
