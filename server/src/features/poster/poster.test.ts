import { PAGES } from '@jzt/shared/contract/pages';
import { posterRoutes as routes } from '@jzt/shared/contract/poster';
import { trainingRoutes } from '@jzt/shared/contract/training';
import { classOfScene, jurisdictionOfScene } from '@jzt/shared/domain/jurisdictions';
import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client, signIn } from '../../../testing/client';
import { course } from '../../../testing/courses';
import { HERE, institution, institutionStaff, officer } from '../../../testing/people';
import { setFault } from '../../../testing/simulators';
import { startWorld, type World } from '../../../testing/world';
import { paint, wordsOf } from '../issuing/document/testing';

jest.setTimeout(120_000);

let world: World;
let teacher: Client;
let name: string;
let classId: string;

beforeAll(async () => {
  world = await startWorld();
  const school = await institution();
  name = school.name;
  teacher = await signIn(world, (await institutionStaff(world, school.id)).phone, 'INSTITUTION_STAFF');
  const { id: courseId } = await course();
  const body = { name: '安全员第7期', courseId, startsOn: '2026-01-01', endsOn: '2099-12-31', seats: 30 };
  classId = (await teacher.ok(trainingRoutes.createClass, { body })).id;
});
afterAll(() => world.stop());

/** What the code on the page says, as somebody reads it who stands before it. */
function scanned(pdf: Buffer): { page: string; scene: string } {
  const { data, width, height } = paint(pdf, 100);
  const [page, query] = jsQR(new Uint8ClampedArray(data), width, height)!.data.split('?scene=');
  return { page: page!, scene: decodeURIComponent(query!) };
}

describe('posters with a mini-program code', () => {
  it('CQ-27 of an institution and of a province: the same home, in their province', async () => {
    const { bytes } = await teacher.call(routes.institution);
    expect(wordsOf(bytes!)).toContain(name);
    const own = scanned(bytes!);
    expect([own.page, jurisdictionOfScene(own.scene)]).toEqual([PAGES.home, HERE]);
    const reviewer = await signIn(world, (await officer(world)).phone, 'AUTHORITY_REVIEWER');
    expect(scanned((await reviewer.call(routes.province)).bytes!)).toEqual(own);
  });

  it('CQ-27 of a class: the class itself, which anybody may look at', async () => {
    const { bytes } = await teacher.call(routes.class, { params: { id: classId } });
    expect(wordsOf(bytes!)).toContain('安全员第7期');
    const { page, scene } = scanned(bytes!);
    expect(scene.length).toBeLessThanOrEqual(32);
    expect([page, jurisdictionOfScene(scene), classOfScene(scene)]).toEqual([PAGES.class, HERE, classId]);
    const seen = await new Client(world.url).ok(trainingRoutes.viewClass, { params: { id: classOfScene(scene)! } });
    expect(seen).toMatchObject({ name: '安全员第7期', seatsLeft: 30, ended: false, institution: { name } });
  });

  it('CQ-27 another institution’s class has no poster here; while WeChat is down there is none, and it says so', async () => {
    const other = await signIn(world, (await institutionStaff(world, (await institution()).id)).phone, 'INSTITUTION_STAFF');
    expect((await other.call(routes.class, { params: { id: classId } })).status).toBe(404);
    await setFault(world, 'wechat', { mode: 'down' });
    expect(await teacher.refused(routes.institution)).toMatchObject({ status: 503, code: 'CODE_DOWN' });
    await setFault(world, 'wechat', { mode: 'ok' });
  });
});
