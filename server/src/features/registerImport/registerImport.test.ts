import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { certificateServiceRoutes } from '@jzt/shared/contract/certificateService';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { registerImportRoutes as routes, type RegisterImport } from '@jzt/shared/contract/registerImport';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import ExcelJS from 'exceljs';
import { signIn, type Client } from '../../../testing/client';
import { authority, ledgeredWorker, newIdNumber, officer, type SeededPerson } from '../../../testing/people';
import { filledIn } from '../../../testing/sheets';
import { startWorld, type World } from '../../../testing/world';
import { CertificateModel } from '../certificate/certificate.model';
import { RegisterImportModel, RegisterImportRowModel } from './registerImport.model';
import { RegisterRuns } from './registerRuns.service';

jest.setTimeout(240_000);

let world: World;
let reviewer: Client;
let issuer: Client;
let confirmer: SeededPerson;
let template: Buffer;
let count = 0;

beforeAll(async () => {
  world = await startWorld();
  reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  confirmer = await officer(world, 'AUTHORITY_ISSUER');
  issuer = await signIn(world, confirmer.phone, 'AUTHORITY_ISSUER');
  template = (await reviewer.call(routes.sheet)).bytes as Buffer;
});
afterAll(() => world.stop());

const newNumber = () => `青建安C2（2023）${String(700_000 + ++count).padStart(7, '0')}`;
/** 证书种类, 类别, 编号, 姓名, 身份证号, 发证日期, 有效期至, 状态 … as somebody fills it in. */
const line = (idNumber: string, number = newNumber(), change: Partial<Record<number, unknown>> = {}) =>
  Object.assign(['安管人员', 'C2', number, '测试工人', idNumber, '2023-05-01', '2099-12-31', '有效'], change);
const upload = async (...rows: unknown[][]): Promise<RegisterImport> =>
  reviewer.ok(routes.upload, { file: await filledIn(template, rows) });
const params = (one: RegisterImport) => ({ id: one.id });
const confirmed = async (one: RegisterImport): Promise<RegisterImport> => {
  await issuer.ok(routes.confirm, { params: params(one), body: { version: one.version } });
  await world.settle();
  return issuer.ok(routes.view, { params: params(one) });
};
const taken = async (one: RegisterImport): Promise<RegisterImport> => {
  await issuer.ok(routes.undo, { params: params(one), body: { version: one.version } });
  await world.settle();
  return issuer.ok(routes.view, { params: params(one) });
};
const rowsOf = async (one: RegisterImport) => (await issuer.ok(routes.rows, { params: params(one), query: { limit: 100 } })).items;

describe('existing certificates by a table (A-35, QH-23)', () => {
  it('reads it row by row and enters nothing before another officer confirms; then they are in the wallet', async () => {
    const person = await ledgeredWorker(world);
    const [mine, waiting] = [newNumber(), newNumber()];
    const read = await upload(
      line(person.idNumber, mine, { 1: 'c2证', 5: '2023/5/1' }),
      line(newIdNumber(), waiting),
      line(newIdNumber(), newNumber(), { 0: '特种作业人员', 1: '99' }),
      line('110101198001010000', newNumber()),
    );
    expect(read).toMatchObject({ status: 'PREVIEW', total: 4, counts: { WAITING: 2, WRONG: 2 }, canConfirm: false, canDiscard: true });
    expect((await rowsOf(read)).map(({ line: at, state, said }) => [at, state, said ?? ''])).toEqual([
      [2, 'WAITING', ''],
      [3, 'WAITING', ''],
      [4, 'WRONG', expect.stringContaining('99 工种名称')],
      [5, 'WRONG', '身份证号不正确'],
    ]);
    await world.settle();
    expect(await CertificateModel.countDocuments({ number: mine })).toBe(0);

    const done = await confirmed(read);
    expect(done).toMatchObject({ status: 'DONE', counts: { RECORDED: 2, WRONG: 2, WAITING: 0 } });
    const client = await signIn(world, person.phone);
    const [shown] = (await client.ok(certificateRoutes.listMine)).items;
    expect(shown).toMatchObject({ number: mine, status: 'ACTIVE', recorded: true, issuedOn: '2023-05-01', validTo: '2099-12-31' });
    expect((await client.ok(inboxRoutes.list)).items.map((each) => each.title)).toContain('找到了您的证书');
  });

  it('has kinds of every sort: 二级建造师, papers of site posts with the older title, suspended ones, one of an institution', async () => {
    const number = (at: number) => `AB-${count}-${at}`;
    const done = await confirmed(
      await upload(
        line(newIdNumber(), number(1), { 0: '二级建造师', 1: '建筑工程' }),
        line(newIdNumber(), number(2), { 0: '现场专业人员（纸质）', 1: '土建施工员', 13: '建设企事业单位专业管理人员岗位证书' }),
        line(newIdNumber(), number(3), { 7: '暂扣' }),
        line(newIdNumber(), number(4), { 0: '技术工人', 1: '砌筑工', 6: '', 9: '培训机构', 10: '西宁某培训学校' }),
      ),
    );
    expect(done.counts).toMatchObject({ RECORDED: 4, REFUSED: 0 });
    const found = await CertificateModel.find({ number: /^AB-/ } as never).sort({ number: 1 });
    expect(found.map(({ kind, siteTitle, status, issuedBy }) => [kind, siteTitle, status, issuedBy])).toEqual([
      ['ASSOC_CONSTRUCTOR', undefined, 'ACTIVE', 'AUTHORITY'],
      ['SITE_MANAGER_PAPER', 'LEGACY_POST', 'ACTIVE', 'AUTHORITY'],
      ['SAFETY_MGMT', undefined, 'SUSPENDED', 'AUTHORITY'],
      ['SKILLED_WORKER', undefined, 'ACTIVE', 'INSTITUTION'],
    ]);
    expect(found[3]!.issuerZh).toBe('西宁某培训学校');
  });

  it('the same table again enters nothing twice; a number in another name is refused beside its row, and the rest goes on', async () => {
    const [one, other] = [line(newIdNumber()), line(newIdNumber())];
    await confirmed(await upload(one));
    const again = await upload(one, other, line(newIdNumber(), one[2] as string));
    expect(again.counts).toMatchObject({ ALREADY: 1, WAITING: 1, WRONG: 1 });
    expect((await rowsOf(again))[2]!.said).toBe('和第2行重复');
    const third = await upload(line(newIdNumber(), one[2] as string), other);
    expect(await rowsOf(third)).toMatchObject([{ state: 'WRONG', said: expect.stringContaining('另一人名下') }, { state: 'WAITING' }]);
    expect((await confirmed(third)).counts).toMatchObject({ RECORDED: 1 });
    // Confirmed later than the other table: what that one entered is no entry of this one.
    expect((await confirmed(again)).counts).toMatchObject({ ALREADY: 2, RECORDED: 0 });
  });

  it('gives what has not come in back as a table with its reasons, which can be corrected and sent again', async () => {
    const read = await upload(line(newIdNumber(), newNumber(), { 5: '去年' }), line(newIdNumber()));
    const answer = await reviewer.call(routes.results, { params: params(read) });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(answer.bytes as never);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount).toBe(2);
    expect(sheet.getRow(2).getCell(15).text).toBe('日期不正确，请写成 2023-01-15 这样');
    sheet.getRow(2).getCell(6).value = '2023-01-15';
    const corrected = await reviewer.ok(routes.upload, { file: Buffer.from(await book.xlsx.writeBuffer()) });
    expect(corrected).toMatchObject({ total: 1, counts: { WAITING: 1, WRONG: 0 } });
    expect((await reviewer.refused(routes.results, { params: params(corrected) })).code).toBe('NOTHING_LEFT');
  });

  it('who brought it does not confirm it; another province does not see it; discarded, nothing of it is kept', async () => {
    const read = await upload(line(newIdNumber()));
    const far = await signIn(
      world,
      (await officer(world, 'AUTHORITY_ISSUER', '外省', await authority('460000'))).phone,
      'AUTHORITY_ISSUER',
    );
    expect((await far.refused(routes.view, { params: params(read) })).status).toBe(404);
    const confirm = { params: params(read), body: { version: read.version } };
    expect((await reviewer.refused(routes.confirm, confirm)).status).toBe(403);
    const { madeBy } = (await RegisterImportModel.findById(read.id))!;
    await RegisterImportModel.updateOne({ _id: read.id }, { $set: { 'madeBy.personId': confirmer.id } });
    expect((await issuer.refused(routes.confirm, confirm)).code).toBe('OWN_CASE');
    await RegisterImportModel.updateOne({ _id: read.id }, { $set: { madeBy } });
    const gone = await reviewer.ok(routes.discard, { params: params(read), body: { version: read.version } });
    expect(gone).toMatchObject({ status: 'DISCARDED', counts: { WAITING: 0 } });
    expect(await RegisterImportRowModel.countDocuments({ importId: read.id })).toBe(0);
    expect((await issuer.refused(routes.confirm, { params: params(read), body: { version: gone.version } })).code).toBe(
      'ILLEGAL_TRANSITION',
    );
  });

  it('is taken back whole, but for what has had any business since; its number is free again', async () => {
    const [worker, busy] = [await ledgeredWorker(world), await ledgeredWorker(world)];
    const [one, other] = [line(worker.idNumber), line(busy.idNumber)];
    const done = await confirmed(await upload(one, other, line(newIdNumber())));
    const client = await signIn(world, busy.phone);
    const [theirs] = (await client.ok(certificateRoutes.listMine)).items;
    await CertificateModel.updateOne({ number: other[2] as string }, { $set: { validTo: '2099-12-31' } });
    await client.ok(certificateServiceRoutes.apply, {
      params: { id: theirs!.id },
      body: { service: 'TRANSFER_OUT', toProvince: '510000', version: theirs!.version },
    });
    const undone = await taken(done);
    expect(undone).toMatchObject({ status: 'UNDONE', counts: { UNDONE: 2, KEPT: 1, RECORDED: 0 } });
    expect((await rowsOf(undone))[1]!.said).toContain('已办过');
    const holder = await signIn(world, worker.phone);
    expect((await holder.ok(certificateRoutes.listMine)).items).toEqual([]);
    expect((await holder.ok(inboxRoutes.list)).items.map((each) => each.title)).toContain('登记的证书已撤回');
    expect((await confirmed(await upload(line(newIdNumber(), one[2] as string)))).counts).toMatchObject({ RECORDED: 1 });
  });

  it('goes on after a turn of a hundred rows, and a turn that comes twice enters nothing twice', async () => {
    const read = await upload(...Array.from({ length: 130 }, () => line(newIdNumber())));
    await issuer.ok(routes.confirm, { params: params(read), body: { version: read.version } });
    const runs = await world.server.get(RegisterRuns);
    await Promise.all([runs.run({ id: read.id }), world.settle()]);
    await world.settle();
    const done = await issuer.ok(routes.view, { params: params(read) });
    expect(done).toMatchObject({ status: 'DONE', counts: { RECORDED: 130, ALREADY: 0, WAITING: 0 } });
    expect(await CertificateModel.countDocuments({ importId: read.id } as never)).toBe(130);
  });

  it('a table whose reading was broken off is forgotten', async () => {
    const read = await upload(line(newIdNumber()));
    const long = new Date(world.clock.now().getTime() - 20 * 60_000);
    await RegisterImportModel.updateOne({ _id: read.id }, { $set: { status: 'READING', updatedAt: long } });
    await world.settle();
    expect(await RegisterImportModel.findById(read.id)).toMatchObject({ status: 'DISCARDED' });
    expect(await RegisterImportRowModel.countDocuments({ importId: read.id })).toBe(0);
  });
});
