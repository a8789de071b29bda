import { accountRoutes } from '@jzt/shared/contract/account';
import { fileRoutes } from '@jzt/shared/contract/file';
import { questionRoutes as routes, type QuestionContent, type QuestionView } from '@jzt/shared/contract/question';
import { questionBankRoutes as bankRoutes } from '@jzt/shared/contract/questionBank';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../../testing/client';
import { questionBank } from '../../../testing/courses';
import { institution, institutionStaff, ledgeredWorker, officer } from '../../../testing/people';
import { filledIn } from '../../../testing/sheets';
import { startWorld, type World } from '../../../testing/world';
import { Jobs } from '../../platform/jobs';
import { QuestionBankModel } from './questionBank.model';
import { QuestionBanks } from './questionBank.service';

let world: World;
let writer: Client;
let second: Client;
let issuer: Client;

beforeAll(async () => {
  world = await startWorld();
  await questionBank();
  writer = await signIn(world, (await officer(world, 'AUTHORITY_REVIEWER', '出题人')).phone, 'AUTHORITY_REVIEWER');
  second = await signIn(world, (await officer(world, 'AUTHORITY_REVIEWER', '复核人')).phone, 'AUTHORITY_REVIEWER');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER', '签发人')).phone, 'AUTHORITY_ISSUER');
});
afterAll(() => world.stop());

const HERE = '630000';
const category = 'SPECIAL_OP' as const;
let count = 0;
const single = (change: Partial<QuestionContent> = {}): QuestionContent => ({
  pool: 'EXAM',
  kind: 'SINGLE',
  topic: '临时用电',
  difficulty: 2,
  stem: `第${++count}题：手持式电动工具的负荷线要用哪一种？`,
  options: [
    { key: 'A', text: '橡皮护套铜芯软电缆' },
    { key: 'B', text: '普通花线' },
    { key: 'C', text: '铝芯硬线' },
  ],
  answer: ['A'],
  source: '《施工现场临时用电安全技术规范》9.6',
  explanation: '软电缆耐磨，不易拉断。',
  ...change,
});
const create = (content = single(), who = writer, of: 'SPECIAL_OP' | 'SAFETY_MGMT' = category) =>
  who.ok(routes.create, { body: { category: of, content } });
const review = async (who: Client, decision: 'APPROVE' | 'RETURN', ...all: Pick<QuestionView, 'id' | 'version'>[]) =>
  (
    await who.ok(routes.review, {
      body: { items: all.map(({ id, version }) => ({ id, version })), decision, ...(decision === 'RETURN' && { reason: '选项有歧义' }) },
    })
  ).results;
const view = (id: string) => writer.ok(routes.view, { params: { id } });

describe('a question is written by one and reviewed by another', () => {
  it('waits until somebody else has approved it; its author may not, in whatever role', async () => {
    const made = await create();
    expect(made).toMatchObject({ status: 'PENDING', revision: 0, writtenBy: '出**', canReview: false });
    expect(await review(writer, 'APPROVE', made)).toEqual([{ id: made.id, ok: false, message: '这是您本人的考题，要由其他人复核' }]);
    const seen = await second.ok(routes.view, { params: { id: made.id } });
    expect(seen.canReview).toBe(true);
    expect(await review(second, 'APPROVE', made)).toEqual([{ id: made.id, ok: true, message: '已通过' }]);
    expect(await view(made.id)).toMatchObject({ status: 'IN_USE', revision: 1 });
    expect(await review(second, 'APPROVE', made)).toMatchObject([{ ok: false }]);
    await world.settle();
    await (await world.server.get(Jobs)).runNow('audit.seal');
    const { items } = await writer.ok(accountRoutes.audit, { query: { subjectId: made.id } });
    expect(items.map((one) => [one.action, one.actorName])).toEqual([
      ['Question.approve', '复**'],
      ['Question.create', '出**'],
    ]);
  });

  it('is returned with a reason, corrected by a third, and then neither of its two authors reviews it', async () => {
    const made = await create();
    expect(
      (await writer.refused(routes.review, { body: { items: [made].map(({ id, version }) => ({ id, version })), decision: 'RETURN' } }))
        .code,
    ).toBe('REASON_REQUIRED');
    await review(second, 'RETURN', made);
    expect(await view(made.id)).toMatchObject({ status: 'RETURNED', reason: '选项有歧义' });
    const { version } = await view(made.id);
    const edited = await second.ok(routes.edit, { params: { id: made.id }, body: { content: single(), version } });
    expect(edited).toMatchObject({ status: 'PENDING' });
    expect(edited.reason).toBeUndefined();
    for (const who of [writer, second]) expect(await review(who, 'APPROVE', edited)).toMatchObject([{ ok: false }]);
    expect(await review(issuer, 'APPROVE', edited)).toMatchObject([{ ok: true }]);
  });

  it('stays in use as it was while a change waits, and the change can be given up', async () => {
    const made = await create(single({ stem: '原来的题干，要不要戴安全帽？' }));
    await review(second, 'APPROVE', made);
    const { version } = await view(made.id);
    const content = single({ stem: '改过的题干，要不要戴安全帽？' });
    const changed = await writer.ok(routes.edit, { params: { id: made.id }, body: { content, version } });
    expect(changed).toMatchObject({ status: 'PENDING', changing: true, inUse: { stem: '原来的题干，要不要戴安全帽？' } });
    const stems = async () => (await (await world.server.get(QuestionBanks)).published(HERE, category))!.questions.map((one) => one.stem);
    const banks = async () => (await writer.ok(bankRoutes.list)).items.find((one) => one.category === category)!;
    await issuer.ok(bankRoutes.publish, { body: { category, version: (await banks()).version ?? 0 } });
    expect(await stems()).toContain('原来的题干，要不要戴安全帽？');
    expect(await stems()).not.toContain('改过的题干，要不要戴安全帽？');
    const back = await writer.ok(routes.discard, { params: { id: made.id }, body: { version: changed.version } });
    expect(back).toMatchObject({ status: 'IN_USE', content: { stem: '原来的题干，要不要戴安全帽？' } });
    const again = await writer.ok(routes.edit, { params: { id: made.id }, body: { content, version: back.version } });
    await review(second, 'APPROVE', again);
    expect(await view(made.id)).toMatchObject({
      revision: 2,
      earlier: [{ revision: 1, content: { stem: '原来的题干，要不要戴安全帽？' } }],
    });
    expect((await banks()).unpublished).toBe(1);
    await issuer.ok(bankRoutes.publish, { body: { category, version: (await banks()).version! } });
    expect(await stems()).toContain('改过的题干，要不要戴安全帽？');
    const now = await view(made.id);
    await writer.ok(routes.withdraw, { params: { id: made.id }, body: { version: now.version, reason: '规范已修订' } });
    await issuer.ok(bankRoutes.publish, { body: { category, version: (await banks()).version! } });
    expect(await stems()).not.toContain('改过的题干，要不要戴安全帽？');
  });

  it('a change to what somebody else changed meanwhile is refused, and what was never in use cannot be given up', async () => {
    const made = await create();
    const params = { id: made.id };
    await writer.ok(routes.edit, { params, body: { content: single(), version: made.version } });
    expect((await writer.refused(routes.edit, { params, body: { content: single(), version: made.version } })).code).toBe(
      'QUESTION_CHANGED',
    );
    expect((await writer.refused(routes.discard, { params, body: { version: made.version + 1 } })).code).toBe('NEVER_IN_USE');
  });

  it('is refused in words with a wrong key, and when the bank has it already in other punctuation', async () => {
    const refused = (content: QuestionContent) => writer.refused(routes.create, { body: { category, content } });
    expect(await refused(single({ answer: ['A', 'B'] }))).toMatchObject({ code: 'QUESTION_WRONG', message: '单选题要有一个答案' });
    expect(await refused(single({ kind: 'MULTIPLE', answer: ['A', 'B'] }))).toMatchObject({ message: '多选题至少要有4个选项' });
    expect(await refused(single({ pictureFileId: 'ffffffffffffffffffffffff' }))).toMatchObject({ code: 'PICTURE_MISSING' });
    const made = await create(single({ stem: '安全带应当怎样系挂？' }));
    expect(await refused(single({ stem: '安全带，应当怎样系挂 (?)' }))).toMatchObject({ code: 'QUESTION_TWICE', status: 409 });
    // In another category it is another question; withdrawn, it stands in nobody's way.
    await create(single({ stem: '安全带应当怎样系挂？' }), writer, 'SAFETY_MGMT');
    await writer.ok(routes.withdraw, { params: { id: made.id }, body: { version: made.version, reason: '重复' } });
    await create(single({ stem: '安全带应当怎样系挂？' }));
  });
});

describe('the list', () => {
  it('finds by state, pool, kind, topic, difficulty and words, with the true number', async () => {
    const topic = '吊篮作业';
    for (const difficulty of [1, 2, 3] as const) await create(single({ topic, difficulty, pool: difficulty === 3 ? 'PRACTICE' : 'EXAM' }));
    const count = async (query: object) => (await writer.ok(routes.list, { query: { category, topic, ...query } })).total;
    expect(await count({})).toBe(3);
    expect(await count({ difficulty: 2 })).toBe(1);
    expect(await count({ pool: 'PRACTICE' })).toBe(1);
    expect(await count({ kind: 'JUDGE' })).toBe(0);
    expect(await count({ status: 'IN_USE' })).toBe(0);
    expect(await count({ words: '负荷线要用' })).toBe(3);
    expect(await count({ words: '.*(' })).toBe(0);
    const { items, nextCursor } = await writer.ok(routes.list, { query: { category, topic, limit: 2 } });
    expect(items).toHaveLength(2);
    expect((await writer.ok(routes.list, { query: { category, topic, limit: 2, cursor: nextCursor } })).items).toHaveLength(1);
  });

  it('shows also what was published before questions had records, once, and publishing again loses none of it', async () => {
    const before = (await QuestionBankModel.findOne({ category: 'SAFETY_MGMT' }).lean())!.questions.length;
    const lists = await Promise.all([1, 2, 3].map(() => writer.ok(routes.list, { query: { category: 'SAFETY_MGMT', status: 'IN_USE' } })));
    expect(lists.map((one) => one.total)).toEqual([before, before, before]);
    const summary = (await writer.ok(bankRoutes.list)).items.find((one) => one.category === 'SAFETY_MGMT')!;
    expect(summary).toMatchObject({ version: 1, inUse: before, unpublished: 0, shortages: [] });
    expect((await issuer.refused(bankRoutes.publish, { body: { category: 'SAFETY_MGMT', version: 1 } })).code).toBe('NOTHING_TO_PUBLISH');
  });
});

describe('many questions by a table', () => {
  const row = (kind: string, stem: string, options: string[], answer: string, more: string[] = ['高处作业', '易', '考试']) => [
    kind,
    stem,
    ...Array.from({ length: 6 }, (_, at) => options[at] ?? ''),
    answer,
    ...more,
  ];
  const good = () => [
    row('单选题', `表格题${++count}：几米以上叫高处作业？`, ['1米', '2米', '3米'], 'b'),
    row('多选题', `表格题${++count}：哪些是临边？`, ['阳台边', '屋面边', '楼层边', '仓库'], 'A、C,b', [
      '高处作业',
      '中',
      '练习',
      '02、11',
      '高处规范',
      '第三章',
    ]),
    row('判断题', `表格题${++count}：高处可以抛物。`, [], '错'),
  ];
  const fill = async (rows: readonly string[][]) => filledIn((await writer.call(routes.sheet)).bytes, rows);
  const send = async (rows: readonly string[][], route: typeof routes.preview | typeof routes.importSheet = routes.importSheet) =>
    writer.ok(route, { query: { category }, file: await fill(rows) });

  it('all of it waits for review; the same file again changes nothing, also after one of them was reworded', async () => {
    const rows = good();
    expect(await send(rows, routes.preview)).toMatchObject({ fresh: 3, already: 0, wrong: 0 });
    const total = async () => (await writer.ok(routes.list, { query: { category } })).total!;
    const before = await total();
    expect(await send(rows)).toMatchObject({ fresh: 3, already: 0 });
    expect(await total()).toBe(before + 3);
    const { items } = await writer.ok(routes.list, { query: { category, words: '哪些是临边' } });
    const made = await view(items[0]!.id);
    expect(made).toMatchObject({
      status: 'PENDING',
      content: { answer: ['A', 'B', 'C'], codes: ['02', '11'], pool: 'PRACTICE', difficulty: 2, source: '高处规范', explanation: '第三章' },
    });
    await writer.ok(routes.edit, {
      params: { id: made.id },
      body: { content: { ...made.content, stem: '下面哪些属于临边作业？' }, version: made.version },
    });
    expect(await send(rows)).toMatchObject({ fresh: 0, already: 3 });
    expect(await total()).toBe(before + 3);
  });

  it('with one wrong row nothing is taken, and every fault stands beside its row', async () => {
    const rows = [
      ...good(),
      row('单选题', '少了答案的题？', ['甲', '乙', '丙'], 'D'),
      row('判断题', '高处可以抛物吗？', ['对', '错'], '对'),
    ];
    rows.push(
      [...rows[0]!],
      row('填空题', '没有这种题型', [], '对'),
      row('单选题', '不存在的工种？', ['甲', '乙', '丙'], 'A', ['高处', '易', '考试', '77']),
    );
    const preview = await send(rows, routes.preview);
    expect(preview).toMatchObject({ fresh: 3, wrong: 5, firstFault: '第5行：答案D没有对应的选项' });
    const { total } = await writer.ok(routes.list, { query: { category } });
    const refused = await writer.refused(routes.importSheet, { query: { category }, file: await fill(rows) });
    expect(refused).toMatchObject({ code: 'ROWS_WRONG', message: expect.stringContaining('有5行不对，整份都没有导入。第5行') });
    expect((await writer.ok(routes.list, { query: { category } })).total).toBe(total);
    const told = await resultsOf(preview.sheet);
    expect(told).toEqual([
      '可以导入',
      '可以导入',
      '可以导入',
      '答案D没有对应的选项',
      '判断题不用填选项',
      '和第2行是同一道题',
      expect.stringContaining('没有“填空题”这个题型'),
      '没有“77”这个工种或岗位代码',
    ]);
  });

  it('a row that the bank has with another answer is no repeat', async () => {
    const rows = good();
    await send(rows);
    rows[0]![8] = 'C';
    expect(await send(rows, routes.preview)).toMatchObject({ already: 2, wrong: 1, firstFault: expect.stringContaining('选项或答案不同') });
  });

  async function resultsOf(sheet: string): Promise<string[]> {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(sheet, 'base64') as never);
    const found: string[] = [];
    book.worksheets[0]!.eachRow((one, at) => at > 1 && found.push(one.getCell(16).text));
    return found;
  }
});

describe('who sees questions', () => {
  it('officers of the province alone: no trainer, no officer of another province, also not its picture', async () => {
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    const { fileId } = await writer.ok(routes.uploadPicture, { file: photo });
    const made = await create(single({ pictureFileId: fileId }));
    expect((await second.call(fileRoutes.view, { params: { id: fileId } })).status).toBe(200);
    const staff = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    const worker = await signIn(world, (await ledgeredWorker(world)).phone);
    expect((await staff.call(routes.view, { params: { id: made.id } })).status).toBe(403);
    for (const who of [staff, worker]) expect((await who.call(fileRoutes.view, { params: { id: fileId } })).status).toBe(404);
  });
});
