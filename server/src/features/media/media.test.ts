import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseDeskRoutes as deskRoutes, type CourseDraft, type DraftChapter } from '@jzt/shared/contract/courseDesk';
import { courseRoutes } from '@jzt/shared/contract/course';
import { mediaRoutes as routes, PIECE_BYTES } from '@jzt/shared/contract/media';
import { studyRoutes } from '@jzt/shared/contract/study';
import { trainingRoutes } from '@jzt/shared/contract/training';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { applicationIn, institution, institutionStaff, ledgeredWorker, officer } from '../../../testing/people';
import { MediaAddresses } from '../../platform/media/addresses';
import { startWorld, type World } from '../../../testing/world';
import { Jobs } from '../../platform/jobs';
import { MediaModel, MediaPieceModel } from './media.model';

const HELMET = readFileSync(join(process.cwd(), 'server/demo/videos/helmet.mp4'));
/** The same film with a box behind it that players pass over: three pieces. */
const LONG = Buffer.concat([HELMET, freeBox(9 * 1024 * 1024)]);

let world: World;
let writer: Client;
let issuer: Client;

beforeAll(async () => {
  world = await startWorld();
  writer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
  issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER');
});
afterAll(() => world.stop());

function freeBox(size: number): Buffer {
  const box = Buffer.alloc(size);
  box.writeUInt32BE(size, 0);
  box.write('free', 4, 'latin1');
  return box;
}
const pieceOf = (file: Buffer, at: number) => file.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES);
const begin = (file: Buffer, name = '安全帽.mp4') => writer.ok(routes.begin, { body: { name, bytes: file.length } });
async function sent(file: Buffer): Promise<{ params: { id: string } }> {
  const { id, pieces } = await begin(file);
  const params = { id };
  for (let at = 0; at < pieces; at++) await writer.ok(routes.piece, { params, query: { at }, file: pieceOf(file, at) });
  return { params };
}
const upload = async (file: Buffer) => writer.ok(routes.finish, await sent(file));
const refused = async (file: Buffer) => writer.refused(routes.finish, await sent(file));
/** A video under an address for somebody, what goes with it under its name. */
async function get(file: string, range?: string) {
  const addresses = await world.server.get(MediaAddresses);
  const viewing = { personId: 'somebody', track: 'a track', lessonId: 'a lesson', video: file };
  const address = file.endsWith('.mp4') ? await addresses.sign(viewing, 60) : `/media/${file}`;
  return fetch(world.url + address, { headers: range ? { range } : {} });
}

describe('a video in pieces', () => {
  it('goes on where it broke off, in any order, and its length is read from the file', async () => {
    const started = await begin(LONG);
    expect(started).toMatchObject({ pieces: 3, received: [], status: 'UPLOADING' });
    const params = { id: started.id };
    await writer.ok(routes.piece, { params, query: { at: 2 }, file: pieceOf(LONG, 2) });
    expect((await writer.refused(routes.finish, { params })).message).toBe('还有2片没有传到，请接着传');
    // A phone that came back asks what is there.
    expect((await writer.ok(routes.view, { params })).received).toEqual([2]);
    for (const at of [0, 0, 1]) await writer.ok(routes.piece, { params, query: { at }, file: pieceOf(LONG, at) });
    const [done, again] = await Promise.all([writer.ok(routes.finish, { params }), writer.ok(routes.finish, { params })]);
    expect(done).toMatchObject({ status: 'READY', seconds: 24 });
    expect(again.file).toBe(done.file);
    expect(await MediaPieceModel.countDocuments({ mediaId: started.id })).toBe(0);
    expect((await writer.refused(routes.piece, { params, query: { at: 0 }, file: pieceOf(LONG, 0) })).code).toBe('MEDIA_READY');
    expect(Buffer.from(await (await get(done.file!)).arrayBuffer()).equals(LONG)).toBe(true);
  });

  it('is served in ranges, so that a player can go on where it stopped', async () => {
    const { file } = await upload(HELMET);
    const part = await get(file!, 'bytes=100-199');
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-type')]).toEqual([
      206,
      `bytes 100-199/${HELMET.length}`,
      'video/mp4',
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(HELMET.subarray(100, 200))).toBe(true);
    const tail = await get(file!, 'bytes=-50');
    expect(Buffer.from(await tail.arrayBuffer()).equals(HELMET.subarray(-50))).toBe(true);
    expect((await get(file!, `bytes=${HELMET.length}-`)).status).toBe(416);
    expect((await get('ffffffffffffffffffffffff.mp4')).status).toBe(404);
  });

  it('is checked by its content: no other file, none cut off, none that phones cannot play, none of one frame', async () => {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#808080' } })
      .jpeg()
      .toBuffer();
    expect((await refused(picture)).code).toBe('MEDIA_NOT_VIDEO');
    expect((await refused(Buffer.from('ftyp, but no film'))).code).toBe('MEDIA_NOT_VIDEO');
    expect((await refused(HELMET.subarray(0, HELMET.length - 1))).code).toBe('MEDIA_CUT');
    expect((await refused(HELMET.subarray(0, 3000))).code).toBe('MEDIA_CUT');
    const codec = Buffer.from(HELMET);
    codec.write('hvc1', codec.indexOf('avc1', 100), 'latin1');
    expect((await refused(codec)).code).toMatch(/MEDIA_CODEC|MEDIA_NOT_VIDEO/);
    // The head claims an hour: the table of frames says 24 seconds.
    const claimed = Buffer.from(HELMET);
    claimed.writeUInt32BE(3_600_000, claimed.indexOf('mvhd') + 20);
    expect((await upload(claimed)).seconds).toBe(24);
    // The table claims that each frame stands for a minute.
    const still = Buffer.from(HELMET);
    still.writeUInt32BE(10240 * 60, still.indexOf('stts') + 16);
    expect((await refused(still)).code).toBe('MEDIA_STILL');
  });

  it('of another size than was said is refused, so are too many begun at once; what nobody goes on with is forgotten', async () => {
    const { id } = await begin(LONG);
    expect((await writer.refused(routes.piece, { params: { id }, query: { at: 0 }, file: HELMET })).code).toBe('PIECE_WRONG');
    expect((await writer.refused(routes.piece, { params: { id }, query: { at: 3 }, file: HELMET })).code).toBe('PIECE_WRONG');
    expect((await writer.refused(routes.begin, { body: { name: '大', bytes: 3 * 1024 ** 3 } })).message).toContain('最大2GB');
    const open = await MediaModel.countDocuments({ status: 'UPLOADING' });
    for (let at = open; at < 10; at++) await begin(HELMET);
    expect((await writer.refused(routes.begin, { body: { name: '多', bytes: 9 } })).code).toBe('MEDIA_TOO_MANY');
    world.clock.advance(8 * 24 * 3600_000);
    await (await world.server.get(Jobs)).runNow('media.sweep');
    expect(await MediaModel.countDocuments({ status: 'UPLOADING' })).toBe(0);
    writer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    issuer = await signIn(world, (await officer(world, 'AUTHORITY_ISSUER')).phone, 'AUTHORITY_ISSUER');
  });
});

describe('captions', () => {
  const send = (text: string) => writer.call(routes.captions, { file: Buffer.from(text) });
  it('are parsed; a wrong line is named', async () => {
    const right = await writer.ok(routes.captions, {
      file: Buffer.from('WEBVTT\n\n1\n00:01.000 --> 00:04.000\n<b>戴好</b>安全帽\n\n00:05.000 --> 00:08.500\n系好下颌带'),
    });
    expect(right).toMatchObject({ cues: 2, seconds: 8.5 });
    expect(await (await get(right.file)).text()).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n戴好安全帽\n\n00:00:05.000 --> 00:00:08.500\n系好下颌带\n',
    );
    const fault = async (text: string) => (await send(text)).error.message;
    expect(await fault('00:01.000 --> 00:04.000\n戴好')).toMatch(/^字幕第1行不对：第一行要写“WEBVTT”/);
    expect(await fault('WEBVTT\n\n00:01.000 --> 00:04.000\n甲\n\n00:05 -> 00:06.000\n乙')).toMatch(/^字幕第[67]行不对：时间要写成/);
    expect(await fault('WEBVTT\n\n00:05.000 --> 00:04.000\n甲')).toBe('字幕第3行不对：结束时间要晚于开始时间');
    expect((await send('WEBVTT\n')).error.code).toBe('CAPTIONS_EMPTY');
    expect((await writer.call(routes.captions, { file: Buffer.from([0xff, 0xfe, 0x00]) })).error.code).toBe('CAPTIONS_WRONG');
  });
});

describe('a course is written and published', () => {
  const HOURS = String(Math.floor((24 / 2700) * 100) / 100 || 0);
  let video: string;
  beforeAll(async () => {
    video = (await upload(HELMET)).file!;
  });
  const chapter = (change: Partial<DraftChapter> = {}): DraftChapter => ({
    id: 'c1',
    title: '第一章',
    compulsory: true,
    hours: '0',
    lessons: [{ id: 'l1', title: '安全帽', video }],
    ...change,
  });
  const save = (draft: CourseDraft, chapters: DraftChapter[], requiredHours = '0') =>
    writer.ok(deskRoutes.save, {
      params: { id: draft.id },
      body: { content: { title: draft.title, requiredHours, chapters }, version: draft.version },
    });
  const create = (title: string) => writer.ok(deskRoutes.create, { body: { category: 'SAFETY_MGMT', title } });
  const publish = (draft: CourseDraft, who = issuer) =>
    who.ok(deskRoutes.publish, { params: { id: draft.id }, body: { version: draft.version } });

  it('says what is missing, then what the law says; a length that was sent counts for nothing (A-33)', async () => {
    let draft = await create('缺这缺那');
    expect(draft.objections).toEqual(['还没有章节，请先加一章']);
    draft = await save(draft, [chapter({ lessons: [{ id: 'l1', title: '没有视频' }] })], '1');
    expect(draft.objections).toEqual(['“第一章”的“没有视频”还没有视频', '各章合计0学时，少于需修的1学时，没有人能学完']);
    expect((await issuer.refused(deskRoutes.publish, { params: { id: draft.id }, body: { version: draft.version } })).code).toBe(
      'COURSE_INCOMPLETE',
    );
    draft = await save(draft, [chapter({ hours: '1', lessons: [{ id: 'l1', title: '安全帽', video, seconds: 99_999 }] })], '1');
    expect(draft.content.chapters[0]!.lessons[0]!.seconds).toBe(24);
    expect(draft.objections).toEqual([expect.stringContaining('“第一章”计1学时，按每学时45分钟要有45分钟课件')]);
    expect(await issuer.refused(deskRoutes.publish, { params: { id: draft.id }, body: { version: draft.version } })).toMatchObject({
      code: 'HOURS_WITHOUT_MEDIA',
      ruleId: 'A-33',
    });
    const unknown = chapter({ lessons: [{ id: 'l1', title: '别处的', video: 'ffffffffffffffffffffffff.mp4' }] });
    const body = { content: { title: draft.title, requiredHours: '0', chapters: [unknown] }, version: draft.version };
    expect((await writer.refused(deskRoutes.save, { params: { id: draft.id }, body })).code).toBe('MEDIA_UNKNOWN');
  });

  it('a new version is for new classes; who learns keeps theirs, with its poster and captions', async () => {
    const picture = await sharp({ create: { width: 160, height: 90, channels: 3, background: '#0e5a54' } })
      .jpeg()
      .toBuffer();
    const poster = (await writer.ok(routes.poster, { file: picture })).file;
    const captions = (await writer.ok(routes.captions, { file: Buffer.from('WEBVTT\n\n00:01.000 --> 00:04.000\n戴好安全帽') })).file;
    const lessons = [{ id: 'l1', title: '安全帽', video, poster, captions }];
    let draft = await publish(await save(await create('两版课程'), [chapter({ hours: HOURS, lessons })], HOURS));
    expect(draft).toMatchObject({ status: 'PUBLISHED', publishedVersion: 1, objections: [] });

    const school = await institution();
    const staff = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
    const classOf = (name: string) =>
      staff.ok(trainingRoutes.createClass, {
        body: { name, courseId: draft.id, startsOn: '2026-01-01', endsOn: '2099-12-31', seats: 9 },
      });
    const old = await classOf('旧班');
    const person = await ledgeredWorker(world);
    const subject = { category: 'SAFETY_MGMT', code: 'C1' } as const;
    const sourceId = await applicationIn(world, 'AUTH_PASSED', { personId: person.id, institutionId: school.id, subject });
    await staff.ok(trainingRoutes.enrol, { params: { id: old.id }, body: { applicationIds: [sourceId] } });
    await world.settle();
    const learner = await signIn(world, person.phone);
    const course = () => learner.ok(studyRoutes.course, { params: { sourceKind: 'APPLICATION', sourceId } });
    expect((await course()).chapters[0]!.lessons).toMatchObject([
      { title: '安全帽', seconds: 24, posterUrl: `/media/${poster}`, captionsUrl: `/media/${captions}` },
    ]);

    draft = await save(draft, [chapter({ title: '改过的章', hours: HOURS })], HOURS);
    expect(draft.status).toBe('DRAFT');
    expect((await staff.ok(courseRoutes.list)).items.find((one) => one.id === draft.id)).toMatchObject({ version: 1 });
    draft = await publish(draft);
    expect((await classOf('新班')).courseVersion).toBe(2);
    expect((await course()).chapters.map((one) => one.title)).toEqual(['第一章']);

    await writer.ok(deskRoutes.close, { params: { id: draft.id }, body: { version: draft.version, reason: '规范已修订' } });
    expect((await staff.ok(courseRoutes.list)).items.map((one) => one.id)).not.toContain(draft.id);
    expect((await course()).chapters.map((one) => one.title)).toEqual(['第一章']);
  });

  it('takes up what was published before there was a desk, and keeps its lessons', async () => {
    const made = await course({ title: '早先的课程' });
    const { items } = await writer.ok(deskRoutes.list);
    expect(items.find((one) => one.id === made.id)).toMatchObject({ title: '早先的课程', status: 'PUBLISHED', publishedVersion: 1 });
    const draft = await writer.ok(deskRoutes.view, { params: { id: made.id } });
    const saved = await save(draft, draft.content.chapters, '8');
    expect(saved.content.chapters).toEqual(draft.content.chapters);
    const stale = { params: { id: made.id }, body: { content: draft.content, version: draft.version } };
    expect((await writer.refused(deskRoutes.save, stale)).code).toBe('COURSE_CHANGED');
  });
});
