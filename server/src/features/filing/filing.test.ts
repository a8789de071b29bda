import { accountRoutes } from '@jzt/shared/contract/account';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { fileRoutes } from '@jzt/shared/contract/file';
import { filingRoutes as routes, MANUALS, type Filing } from '@jzt/shared/contract/filing';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { Client, signIn } from '../../../testing/client';
import { complete, filed, filingDesks, inRegister, review, submit } from '../../../testing/filings';
import { enterprise, enterpriseStaff, ledgeredWorker, newIdNumber } from '../../../testing/people';
import { HOUSE } from '../../../testing/passwordAccounts';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { Audit } from '../../platform/audit';
import { FieldCipher } from '../../platform/crypto';
import { Files } from '../../platform/files';
import { Limits } from '../../platform/limits';
import { CertificateModel } from '../certificate/certificate.model';
import { PersonModel } from '../person/person.model';
import { RegisterEntries } from '../certificate/registerEntries.service';
import { FilingModel } from './filing.model';
import { ASKED } from './filings.service';

let world: World;
let desks: Awaited<ReturnType<typeof filingDesks>>;
let clerk: Client;
let reviewer: Client;

beforeAll(async () => {
  world = await startWorld({ at: '2021-06-23T04:00:00Z' });
  desks = await filingDesks(world);
  ({ clerk, reviewer } = desks);
});
afterAll(() => world.stop());

const add = (idNumber: string, channel: 'H5' | 'WEAPP' = 'H5') => ({ body: { idNumber, channel } });
const at = ({ id, version }: Pick<Filing, 'id' | 'version'>) => ({ params: { id }, body: { version, channel: 'H5' as const } });
const view = (client: Client, id: string) =>
  client.ok(client.session!.role === 'ENTERPRISE_STAFF' ? routes.viewOfEnterprise : routes.viewForAuthority, { params: { id } });
/** Approved, and its certificate made. */
async function passed(filing: Pick<Filing, 'id' | 'version'>): Promise<Filing> {
  const { results } = await review(reviewer, [filing]);
  expect(results).toEqual([{ id: filing.id, ok: true, message: '审核通过' }]);
  await world.settle();
  return view(reviewer, filing.id);
}

describe('adding somebody', () => {
  it('JX-01 is the enterprise’s, on a computer', async () => {
    const { idNumber } = await inRegister(world);
    const worker = await signIn(world, (await ledgeredWorker(world)).phone);
    expect(await worker.refused(routes.add, add(idNumber))).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
    expect(await clerk.refused(routes.add, add(idNumber, 'WEAPP'))).toMatchObject({ status: 422, code: 'ON_COMPUTER', ruleId: 'JX-01' });
  });

  it('JX-05 begins with an ID number; JX-06 whom the platform knows as a safety officer of the province', async () => {
    expect(await clerk.refused(routes.add, add(''))).toMatchObject({ code: 'ID_NUMBER_REQUIRED', ruleId: 'JX-05' });
    expect(await clerk.refused(routes.add, add('990101198001010000'))).toMatchObject({ code: 'ID_NUMBER_INVALID', ruleId: 'JX-05' });
    const unknown = await clerk.refused(routes.add, add(newIdNumber()));
    expect(unknown).toMatchObject({
      status: 422,
      code: 'NO_RECORD',
      ruleId: 'JX-06',
      message: expect.stringContaining('未查询到安全员证书信息'),
    });
    const elsewhere = await inRegister(world, { provinceNum: '460000' });
    const builder = await inRegister(world, { safety: false, posts: ['101'] });
    for (const { idNumber } of [elsewhere, builder]) expect((await clerk.refused(routes.add, add(idNumber))).code).toBe('NO_RECORD');
    const { idNumber, name } = await inRegister(world, { name: '熊国强' });
    expect(await clerk.ok(routes.add, add(idNumber))).toMatchObject({
      status: 'DRAFT',
      statusZh: '未提交',
      name,
      oldNumber: `R190${idNumber}`,
    });
  });

  it('JX-06 a register that is silent neither finds nor misses', async () => {
    const { idNumber } = await inRegister(world);
    await setFault(world, 'national', { mode: 'down' });
    expect(await clerk.refused(routes.add, add(idNumber))).toMatchObject({ status: 409, code: 'CHECK_PENDING' });
    await setFault(world, 'national', { mode: 'ok' });
    await clerk.ok(routes.add, add(idNumber));
  });

  it('JX-06 a draft added again asks the register nothing, and a silent register costs no look-up of the day', async () => {
    const { clerk: own, company } = await filingDesks(world);
    const [known, more] = [await inRegister(world), await inRegister(world)];
    const draft = await own.ok(routes.add, add(known.idNumber));
    const limits = await world.server.get(Limits);
    while ((await limits.take(ASKED, company.id)) > 1);
    expect((await own.ok(routes.add, add(known.idNumber))).id).toBe(draft.id);
    expect(await own.refused(routes.add, add(known.idNumber, 'WEAPP'))).toMatchObject({ code: 'ON_COMPUTER', ruleId: 'JX-01' });
    await setFault(world, 'national', { mode: 'down' });
    for (let tries = 0; tries < 2; tries++) expect((await own.refused(routes.add, add(more.idNumber))).code).toBe('CHECK_PENDING');
    await setFault(world, 'national', { mode: 'ok' });
    await own.ok(routes.add, add(more.idNumber));
    expect((await own.refused(routes.add, add((await inRegister(world)).idNumber))).code).toBe('FILING_TOO_OFTEN');
    expect((await own.ok(routes.add, add(known.idNumber))).id).toBe(draft.id);
  });

  it('JX-05 twenty people stand in the list as they were left, and the same one twice is one', async () => {
    const { clerk: busy } = await filingDesks(world);
    const numbers: string[] = [];
    for (let many = 0; many < 20; many++) numbers.push((await inRegister(world)).idNumber);
    for (const idNumber of numbers) await busy.ok(routes.add, add(idNumber));
    const again = await busy.ok(routes.add, add(numbers[0]!));
    const { items } = await busy.ok(routes.listOfEnterprise, { query: { limit: 100, status: 'DRAFT' } });
    expect(items).toHaveLength(20);
    expect(items.at(-1)!.id).toBe(again.id);
    expect(items[0]!.missing).toEqual(['岗位', '身份证正面照片', '身份证反面照片', '承诺书照片', '证书照片']);
  });
});

describe('submitting', () => {
  const draftOf = async (of: Parameters<typeof inRegister>[1] = {}) => clerk.ok(routes.add, add((await inRegister(world, of)).idNumber));

  it('JX-07 a post is chosen, JX-08 and what is missing is named', async () => {
    const draft = await draftOf();
    const refused = await clerk.refused(routes.submit, at(draft));
    expect(refused.refusals!.map((one) => one.code)).toEqual(['POST_REQUIRED', 'FILE_MISSING']);
    expect(refused.refusals![1]!.message).toBe('请上传身份证正面照片、身份证反面照片、承诺书照片');
    expect((await clerk.refused(routes.letter, { params: { id: draft.id } })).code).toBe('POST_REQUIRED');
    const ready = await complete(clerk, draft);
    expect(ready).toMatchObject({ post: '111', postZh: '材料员', missing: [], objections: [] });
    expect(await submit(clerk, ready)).toMatchObject({ status: 'PENDING_REVIEW', statusZh: '待审核' });
  });

  it('JX-09 the letter is a PDF with what is known of the person filled in', async () => {
    const draft = await draftOf({ name: '熊国强' });
    await clerk.ok(routes.choosePost, { params: { id: draft.id }, body: { post: '101' } });
    const letter = await clerk.call(routes.letter, { params: { id: draft.id } });
    expect(letter.headers.get('content-type')).toBe('application/pdf');
    expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(decodeURIComponent(letter.headers.get('content-disposition')!)).toContain('熊国强-承诺书.pdf');
  });

  it('JX-01 is done on a computer, also when all is there', async () => {
    const ready = await complete(clerk, await draftOf());
    const { id, version } = ready;
    expect((await clerk.refused(routes.submit, { params: { id }, body: { version, channel: 'WEAPP' } })).code).toBe('ON_COMPUTER');
  });

  it('JX-11 two certificates are no hindrance, three are; filings on their way count', async () => {
    const of = (posts: string[]) => ({ posts, post: '112' as const });
    expect((await filed(world, clerk, of(['113']))).status).toBe('PENDING_REVIEW');
    const three = await complete(clerk, await draftOf({ posts: ['113', '114'] }), '112');
    expect(three.objections).toEqual([{ ruleId: 'JX-11', message: '已有三本证书，不允许换证' }]);
    expect(await clerk.refused(routes.submit, at(three))).toMatchObject({ status: 422, code: 'TOO_MANY_CERTIFICATES', ruleId: 'JX-11' });
    // One held beside the officer's, one waiting: together three.
    const waiting = await filed(world, clerk, of(['113']));
    const more = await complete(clerk, await clerk.ok(routes.add, add(waiting.idNumber)), '111');
    expect((await clerk.refused(routes.submit, at(more))).code).toBe('TOO_MANY_CERTIFICATES');
  });

  it('JX-12 施工员 never with 质量员, held or on its way', async () => {
    const held = await complete(clerk, await draftOf({ posts: ['106'] }), '104');
    expect(await clerk.refused(routes.submit, at(held))).toMatchObject({ code: 'POST_CONFLICT', ruleId: 'JX-12' });
    expect((await filed(world, clerk, { posts: ['101'], post: '111' })).status).toBe('PENDING_REVIEW');
    const waiting = await filed(world, clerk, { post: '104' });
    const other = await complete(clerk, await clerk.ok(routes.add, add(waiting.idNumber)), '106');
    expect((await clerk.refused(routes.submit, at(other))).code).toBe('POST_CONFLICT');
    // Of another enterprise too.
    const theirs = await complete(desks.stranger, await desks.stranger.ok(routes.add, add(waiting.idNumber)), '106');
    expect((await desks.stranger.refused(routes.submit, at(theirs))).code).toBe('POST_CONFLICT');
    // And the same post is not filed twice.
    await desks.stranger.ok(routes.choosePost, { params: { id: theirs.id }, body: { post: '104' } });
    expect((await desks.stranger.refused(routes.submit, at(await view(desks.stranger, theirs.id)))).code).toBe('ALREADY_FILED');
  });

  it('JX-12, JX-20 what another enterprise was rejected for stands in nobody’s way', async () => {
    const theirs = await filed(world, desks.stranger, { post: '104' });
    const mine = await complete(clerk, await clerk.ok(routes.add, add(theirs.idNumber)), '106');
    expect((await clerk.refused(routes.submit, at(mine))).code).toBe('POST_CONFLICT');
    await review(reviewer, [theirs], { decision: 'REJECT', reason: '不是本企业人员' });
    expect((await submit(clerk, await view(clerk, mine.id))).status).toBe('PENDING_REVIEW');
    // Sent again, it is the other one that meets a filing on its way.
    expect((await desks.stranger.refused(routes.submit, at(await view(desks.stranger, theirs.id)))).code).toBe('POST_CONFLICT');
  });

  it('JX-08 a photo that was taken stays, also when the one before it cannot be removed', async () => {
    const draft = await draftOf();
    await FilingModel.updateOne({ _id: draft.id }, { $set: { 'files.idFront': 'of-an-unknown-store' } });
    const file = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer();
    await clerk.call(routes.upload, { params: { id: draft.id, part: 'idFront' }, file });
    const { idFront } = (await view(clerk, draft.id)).files;
    expect(idFront).not.toBe('of-an-unknown-store');
    expect((await clerk.call(fileRoutes.view, { params: { id: idFront! } })).status).toBe(200);
  });

  it.each([
    ['JX-13', 'a woman of 55', '1966-06-23', 502, 'PENDING_REVIEW'],
    ['JX-13', 'a woman of 56', '1965-06-23', 504, 'TOO_OLD'],
    ['JX-14', 'a man of 60', '1961-06-23', 501, 'PENDING_REVIEW'],
    ['JX-14', 'a man of 61', '1960-06-23', 503, 'TOO_OLD'],
  ])('%s %s', async (ruleId, _who, birth, sequence, outcome) => {
    const ready = await complete(clerk, await draftOf({ idNumber: makeIdNumber(birth, sequence) }));
    const reply = await clerk.call(routes.submit, at(ready));
    if (outcome === 'TOO_OLD') expect(reply.error).toMatchObject({ code: 'TOO_OLD', ruleId });
    else expect(reply.body.status).toBe(outcome);
  });

  it('JX-10 a double tap submits once, a stale version is told so, and what waits is not changed any more', async () => {
    const ready = await complete(clerk, await draftOf());
    const key = 'a-tap-that-came-twice';
    const [one, two] = await Promise.all([0, 1].map(() => clerk.call(routes.submit, { ...at(ready), key })));
    expect([one!.status, two!.status].filter((status) => status === 200).length).toBeGreaterThan(0);
    expect((await FilingModel.findById(ready.id).lean())!.history.filter((line) => line.event === 'submit')).toHaveLength(1);
    expect((await clerk.refused(routes.choosePost, { params: { id: ready.id }, body: { post: '112' } })).code).toBe('FILING_CHANGED');
  });

  it('JX-20 what was rejected is corrected and sent again, with its history; abandoned, it counts no more', async () => {
    const waiting = await filed(world, clerk, { post: '104' });
    expect((await review(reviewer, [waiting], { decision: 'REJECT', reason: '承诺书没有盖换证公章' })).results[0]!.ok).toBe(true);
    await world.settle();
    const back = await view(clerk, waiting.id);
    expect(back).toMatchObject({ status: 'REJECTED', statusZh: '驳回', reason: '承诺书没有盖换证公章' });
    expect((await clerk.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '换证被驳回' });
    const other = await complete(clerk, await clerk.ok(routes.add, add(waiting.idNumber)), '106');
    expect((await clerk.refused(routes.submit, at(other))).code).toBe('POST_CONFLICT');
    const sent = await submit(clerk, await clerk.ok(routes.choosePost, { params: { id: back.id }, body: { post: '111' } }));
    expect(sent.timeline.map((line) => line.event)).toEqual(['add', 'submit', 'reject', 'submit']);
    await review(reviewer, [sent], { decision: 'REJECT', reason: '岗位选择有误' });
    await clerk.ok(routes.abandon, at(await view(clerk, sent.id)));
    await world.settle();
    expect(await submit(clerk, await view(clerk, other.id))).toMatchObject({ status: 'PENDING_REVIEW' });
  });
});

describe('the province', () => {
  it('JX-21 sees what was sent, newest first, and no draft; JX-16 finds it by each condition', async () => {
    const { clerk: own } = await filingDesks(world);
    const draft = await own.ok(routes.add, add((await inRegister(world)).idNumber));
    const first = await filed(world, own, { name: '万紫红', post: '109' });
    const second = await filed(world, own, { name: '万紫红', post: '112' });
    const search = async (body: object) => (await reviewer.ok(routes.search, { body: { limit: 100, ...body } })).items.map((one) => one.id);
    const all = await search({});
    expect(all).not.toContain(draft.id);
    expect(all.indexOf(second.id)).toBeLessThan(all.indexOf(first.id));
    expect(await search({ name: '万紫红' })).toEqual([second.id, first.id]);
    expect(await search({ name: '万紫红', post: '109' })).toEqual([first.id]);
    expect(await search({ idNumber: first.idNumber })).toEqual([first.id]);
    expect(await search({ name: '万紫红', status: 'PASSED' })).toEqual([]);
    const done = await passed(first);
    expect(await search({ certificateNo: done.certificateNo! })).toEqual([first.id]);
    expect(await search({ name: '万紫红', from: '2021-06-23', to: '2021-06-23' })).toEqual([second.id, first.id]);
    expect(await search({ name: '万紫红', from: '2021-06-24' })).toEqual([]);
    expect(await search({ name: '万紫红', to: '2021-06-22' })).toEqual([]);
    expect(await reviewer.refused(routes.search, { body: { from: '2021-06-23', to: '2021-06-22' } })).toMatchObject({
      status: 400,
      code: 'TIME_REVERSED',
      ruleId: 'JX-16',
    });
    const [row] = (await reviewer.ok(routes.search, { body: { idNumber: second.idNumber } })).items;
    expect(row).toMatchObject({
      name: '万紫红',
      enterpriseName: expect.stringContaining('南昌样例'),
      postZh: '机械员',
      statusZh: '待审核',
    });
    expect(row!.certificateNo).toBeUndefined();
  });

  it('JX-17 nothing ticked, JX-09 signature and seal not both seen: nothing is reviewed; a rejection says why', async () => {
    const waiting = await filed(world, clerk);
    const ask = (over: object) =>
      reviewer.refused(routes.review, {
        body: { items: [waiting], decision: 'PASS', signatureSeen: true, sealSeen: true, ...over } as never,
      });
    expect(await ask({ items: [] })).toMatchObject({
      code: 'NONE_SELECTED',
      ruleId: 'JX-17',
      message: expect.stringContaining('请先勾选'),
    });
    for (const over of [{ signatureSeen: false }, { sealSeen: false }])
      expect(await ask(over)).toMatchObject({ status: 422, code: 'LETTER_NOT_CHECKED', ruleId: 'JX-09' });
    expect((await ask({ decision: 'REJECT' })).code).toBe('REASON_REQUIRED');
    expect((await view(reviewer, waiting.id)).status).toBe('PENDING_REVIEW');
    const body = { items: [waiting], decision: 'PASS' as const, signatureSeen: true, sealSeen: true };
    expect(await desks.issuer.refused(routes.review, { body })).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' });
  });

  it('JX-17 checks each one anew: what has changed in between stops that one and no other', async () => {
    const conflicted = await filed(world, clerk, { post: '104' });
    const sound = await filed(world, clerk);
    await inRegister(world, { idNumber: conflicted.idNumber, safety: false, posts: ['106'] });
    const { results } = await review(reviewer, [conflicted, sound]);
    expect(results).toEqual([
      { id: conflicted.id, ok: false, message: expect.stringContaining('不允许同时存在施工员与质量员') },
      { id: sound.id, ok: true, message: '审核通过' },
    ]);
    await setFault(world, 'national', { mode: 'down' });
    const waiting = await view(reviewer, conflicted.id);
    expect((await review(reviewer, [waiting])).results[0]).toMatchObject({ ok: false, message: expect.stringContaining('暂时查不到') });
    await setFault(world, 'national', { mode: 'ok' });
    await world.settle();
  });

  it('JX-19 the platform makes the number: two approvals at once give two, and the holder finds the certificate after the real-name check', async () => {
    const two = [await filed(world, clerk, { name: '熊国强' }), await filed(world, clerk, { name: '万里行' })];
    await Promise.all(two.map((one) => review(reviewer, [one])));
    await world.settle();
    const done = await Promise.all(two.map((one) => view(clerk, one.id)));
    const numbers = done.map((one) => one.certificateNo!);
    expect(numbers[0]).toMatch(/^\d{14}$/);
    expect(new Set(numbers).size).toBe(2);
    expect(done.map((one) => one.statusZh)).toEqual(['通过', '通过']);
    const certificate = (await CertificateModel.findOne({ 'source.id': two[0]!.id }).lean())!;
    expect(certificate).toMatchObject({ status: 'ACTIVE', subject: { category: 'SITE_MANAGER', code: '111' }, source: { kind: 'FILING' } });
    expect(certificate.personId).toBeUndefined();
    const found = await new Client(world.url).ok(certificateRoutes.verifyByNumber, {
      body: { number: numbers[0]!, name: '熊国强' } as never,
    });
    expect(JSON.stringify(found)).toContain('材料员');
    const person = await ledgeredWorker(world, { name: '熊国强', idNumber: two[0]!.idNumber });
    await (await world.server.get(RegisterEntries)).bringTo(person.id);
    const wallet = await (await signIn(world, person.phone)).ok(certificateRoutes.listMine);
    expect(wallet.items.map((one) => one.number)).toEqual([numbers[0]]);
  });

  it('JX-19 an account that is there already has the certificate in its wallet at once', async () => {
    const person = await ledgeredWorker(world, { name: '万里行' });
    const waiting = await filed(world, clerk, { idNumber: person.idNumber, name: '万里行' });
    const { certificateNo } = await passed(waiting);
    const holder = await signIn(world, person.phone);
    const wallet = await holder.ok(certificateRoutes.listMine);
    expect(wallet.items.map((one) => [one.number, one.status])).toEqual([[certificateNo, 'ACTIVE']]);
    const file = await holder.call(certificateRoutes.file, { params: { id: wallet.items[0]!.id } });
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('JX-18 a withdrawn approval goes back to 待审核: the certificate is rescinded, the holder told, the number never comes again', async () => {
    const person = await ledgeredWorker(world, { name: '余下心' });
    const waiting = await filed(world, clerk, { idNumber: person.idNumber, name: '余下心' });
    expect(
      await reviewer.refused(routes.withdraw, { params: { id: waiting.id }, body: { version: waiting.version, reason: '审核有误' } }),
    ).toMatchObject({
      status: 409,
      code: 'ILLEGAL_TRANSITION',
      ruleId: 'JX-18',
    });
    const first = await passed(waiting);
    const withdrawn = await reviewer.ok(routes.withdraw, {
      params: { id: first.id },
      body: { version: first.version, reason: '审核有误' },
    });
    expect(withdrawn).toMatchObject({ status: 'PENDING_REVIEW', retiredNumbers: [first.certificateNo] });
    expect(withdrawn.certificateNo).toBeUndefined();
    await world.settle();
    const holder = await signIn(world, person.phone);
    expect((await holder.ok(certificateRoutes.listMine)).items.map((one) => one.statusZh)).toEqual(['撤销']);
    expect((await holder.ok(inboxRoutes.list)).items[0]).toMatchObject({ title: '证书已撤销', body: expect.stringContaining('审核有误') });
    const again = await passed(await view(reviewer, first.id));
    expect(again.certificateNo).not.toBe(first.certificateNo);
    expect(again.certificateNo! > first.certificateNo!).toBe(true);
    const numbers = (await CertificateModel.find({ 'source.id': first.id }).sort({ revision: 1 }).lean()).map((one) => [
      one.number,
      one.status,
    ]);
    expect(numbers).toEqual([
      [first.certificateNo, 'RESCINDED'],
      [again.certificateNo, 'ACTIVE'],
    ]);
  });

  it('JX-18 taken back before the certificate is made, none stays in force', async () => {
    const waiting = await filed(world, clerk);
    await review(reviewer, [waiting]);
    const approved = await view(reviewer, waiting.id);
    await reviewer.ok(routes.withdraw, { params: { id: waiting.id }, body: { version: approved.version, reason: '审核有误' } });
    await world.settle();
    const made = await CertificateModel.find({ 'source.id': waiting.id }).lean();
    expect(made.filter((one) => one.status !== 'RESCINDED')).toEqual([]);
    expect((await view(reviewer, waiting.id)).status).toBe('PENDING_REVIEW');
  });

  it('JX-10 nobody reviews what is about themself', async () => {
    const me = await PersonModel.findById(reviewer.session!.personId).lean();
    const idNumber = new FieldCipher(world.settings.secrets).open(me!.idNumberSealed!, me!._id.toHexString());
    const mine = await filed(world, clerk, { idNumber });
    expect((await review(reviewer, [mine])).results[0]).toMatchObject({ ok: false, message: expect.stringContaining('本人') });
  });

  it('JX-08 the photos of filed people are for their enterprise and the province, and for nobody else', async () => {
    const person = await ledgeredWorker(world);
    const waiting = await filed(world, clerk, { idNumber: person.idNumber });
    const see = async (client: Client) => (await client.call(fileRoutes.view, { params: { id: waiting.files.idFront! } })).status;
    const holder = await signIn(world, person.phone);
    expect(await Promise.all([clerk, reviewer, desks.issuer, desks.stranger, holder].map(see))).toEqual([200, 200, 200, 404, 404]);
    const draft = await clerk.ok(routes.add, add((await inRegister(world)).idNumber));
    const unsent = await complete(clerk, draft);
    expect((await reviewer.call(fileRoutes.view, { params: { id: unsent.files.idFront! } })).status).toBe(404);
    expect((await desks.stranger.refused(routes.viewOfEnterprise, { params: { id: waiting.id } })).status).toBe(404);
    expect((await reviewer.refused(routes.viewForAuthority, { params: { id: draft.id } })).status).toBe(404);
  });

  it('JX-08 an officer’s look at card and letter is marked and in the trail; the enterprise’s is not, and no cache keeps either', async () => {
    const waiting = await filed(world, clerk);
    const look = (client: Client, id: string) => client.call(fileRoutes.view, { params: { id } });
    const { idFront, idBack, letter, portrait } = waiting.files;
    for (const id of [idFront!, idBack!, letter!]) {
      const original = await (await world.server.get(Files)).read(id);
      const [own, marked] = [await look(clerk, id), await look(reviewer, id)];
      expect([own, marked].map((one) => [one.status, one.headers.get('cache-control')])).toEqual([
        [200, 'no-store'],
        [200, 'no-store'],
      ]);
      expect([own.bytes.equals(original), marked.bytes.equals(original)]).toEqual([true, false]);
    }
    const plain = await (await world.server.get(Files)).read(portrait!);
    expect((await look(reviewer, portrait!)).bytes.equals(plain)).toBe(true);
    await world.settle();
    const trail = await (await world.server.get(Audit)).list({ jurisdiction: HOUSE }, { subjectId: waiting.id, limit: 50 });
    const looks = trail.filter((one) => one.action === 'File.viewFiling');
    expect(looks.map((one) => [one.subjectKind, one.actorId, one.outcome])).toEqual(
      Array.from({ length: 3 }, () => ['Filing', reviewer.session!.personId, 'REVEALED']),
    );
  });

  it('JX-01 the way to it is shown where the law of the organisation knows it, and nowhere else', async () => {
    const elsewhere = await signIn(world, (await enterpriseStaff(world, (await enterprise()).id)).phone, 'ENTERPRISE_STAFF');
    const servicesOf = async (client: Client) => (await client.ok(accountRoutes.me)).services ?? [];
    expect(await Promise.all([clerk, reviewer, elsewhere].map(async (one) => (await servicesOf(one)).includes('FILING')))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('JX-22 the manuals for officers, enterprises and holders are there for anybody', async () => {
    for (const who of MANUALS) {
      const manual = await new Client(world.url).call(routes.manual, { params: { who } });
      expect([manual.status, manual.bytes.subarray(0, 5).toString(), manual.bytes.length > 20_000]).toEqual([200, '%PDF-', true]);
    }
  });
});
