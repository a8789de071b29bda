import { fileRoutes } from '@jzt/shared/contract/file';
import { accountRoutes } from '@jzt/shared/contract/account';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn, type Client } from '../../testing/client';
import { ledgeredWorker } from '../../testing/people';
import { startWorld, type World } from '../../testing/world';
import { freeBytes } from './diskRoom';
import { Turns } from './turns';

let world: World;
let worker: Client;
let photo: Buffer;

async function worldWith(env: Record<string, string>): Promise<void> {
  world = await startWorld({ env });
  worker = await signIn(world, (await ledgeredWorker(world)).phone);
}
const upload = async (content: Buffer) => {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(content)]), 'a.jpg');
  const response = await fetch(`${world.url}${fileRoutes.uploadPortrait.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${worker.session!.accessToken}` },
    body,
  });
  return { status: response.status, ...((await response.json()) as { code?: string; message?: string }) };
};

beforeAll(async () => {
  photo = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();
});

describe('before the disk is full', () => {
  afterAll(() => world.stop());

  it('uploads end with a clear sentence, everything else goes on, and operators are told', async () => {
    await worldWith({ MIN_FREE_MB: String(1e9) });
    expect(await upload(photo)).toMatchObject({ status: 507, code: 'DISK_FULL', message: expect.stringContaining('暂时不能上传') });
    expect((await worker.ok(accountRoutes.me)).role).toBe('WORKER');
    const told = (await (await fetch(`${world.server.internalUrl}/readyz`)).json()) as { uploads: { on: boolean; freeMb: number } };
    expect(told.uploads).toEqual({ on: false, freeMb: expect.any(Number) });
    expect(await freeBytes(world.settings)).toBeGreaterThan(0);
  });
});

describe('with room on the disk', () => {
  afterAll(() => world.stop());

  it('a person uploads twenty portraits a day, however many at once', async () => {
    await worldWith({});
    expect(await (await fetch(`${world.server.internalUrl}/readyz`)).json()).toMatchObject({ uploads: { on: true } });
    const replies = await Promise.all(Array.from({ length: 26 }, () => upload(photo)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(replies.filter(({ code }) => code === 'PHOTO_TOO_OFTEN')).toHaveLength(6);
  });

  it('a picture of more than 25 megapixels is not decoded, nor an interlaced one of half that', async () => {
    worker = await signIn(world, (await ledgeredWorker(world)).phone);
    const grey = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#808080' }, limitInputPixels: false }); // prettier-ignore
    const tooLarge = { status: 413, code: 'IMAGE_TOO_LARGE_PIXELS' };
    expect(await upload(await grey(6000, 4200).png().toBuffer())).toMatchObject(tooLarge);
    expect(await upload(await grey(4200, 3000).png({ progressive: true }).toBuffer())).toMatchObject(tooLarge);
    expect((await upload(await grey(4200, 3000).jpeg().toBuffer())).status).toBe(200);
  });
});

describe('turns', () => {
  it('never more at once than said, in the order of coming, also after a failure', async () => {
    const turns = new Turns(2);
    const seen: number[] = [];
    let [now, most] = [0, 0];
    const act = (number: number) =>
      turns.take(async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        seen.push(number);
        if (number === 1) throw new Error('failed');
      });
    const all = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(act));
    expect([most, seen, all.filter(({ status }) => status === 'rejected').length]).toEqual([2, [0, 1, 2, 3, 4, 5], 1]);
  });
});
