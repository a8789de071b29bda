import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renderCardPhoto, renderPortrait, type CardPhoto } from '../../../../demo/cards';
import { letters } from '../../../../demo/cards/lettering';
import { acceptImage } from '../../../platform/images/intake';
import { CardReader, CardReaderUnavailable, CardRefused } from './reader';

const reader = new CardReader({ timeoutMs: 120_000 });
beforeAll(() => reader.start());
afterAll(() => reader.close());

const PEOPLE = [
  { name: '王建国', sex: 'M', nation: '汉', birth: '1970-03-05', address: '重庆市演示区样例街道幸福路99号2单元15-3', sequence: 1 },
  { name: '欧阳璟玥', sex: 'F', nation: '土家', birth: '1988-12-31', address: '西宁市城东区演示大街8号', sequence: 16 },
  {
    name: '买买提·艾力',
    sex: 'M',
    nation: '维吾尔',
    birth: '1994-05-18',
    address: '南京市演示区长江路1288号水岸花园6幢甲单元2304室',
    sequence: 481,
  },
  { name: '翟芃', sex: 'F', nation: '满', birth: '2001-01-01', address: '海口市演示区样例镇红旗村民委员会东风村小组12号', sequence: 8 },
  { name: '诸葛瑾瑜', sex: 'M', nation: '藏', birth: '1963-10-09', address: '南昌市演示县样例乡前进村', sequence: 25 },
] as const;

/** The sequence is moved on, in steps that keep the sex, until the check digit is an X where one is wanted. */
function card({ sequence, ...person }: (typeof PEOPLE)[number], endsInX = false) {
  let at: number = sequence;
  while (endsInX && !makeIdNumber(person.birth, at).endsWith('X')) at += 2;
  return { ...person, idNumber: makeIdNumber(person.birth, at) };
}

const shot = (photo: CardPhoto) => renderCardPhoto({ tilt: 5, ...photo });
const refusal = (image: Buffer) =>
  reader.read(image).then(
    () => 'read',
    (error: CardRefused) => error.code,
  );

describe('CQ-35 the card is read as it is printed', () => {
  it.each(PEOPLE.map((person, i) => [person.name, person, i] as const))(
    '%s',
    async (_name, person, i) => {
      const printed = card(person, i % 2 === 1);
      expect(printed.idNumber.endsWith('X')).toBe(i % 2 === 1);
      const photo = await shot({
        ...printed,
        side: 'portrait',
        background: (['wood', 'concrete', 'dark-table', 'cloth', 'white-paper'] as const)[i]!,
        rotate: [5, -8, 180, 90, 277][i]!,
        fill: 0.7,
        seed: 40 + i,
      });
      expect(await reader.read(photo)).toEqual({ side: 'portrait', ...printed, confidence: expect.any(Number), corrected: false });
    },
    180_000,
  );

  it.each([
    ['2015-06-01', '2035-06-01', 0],
    ['2019-11-30', '长期', 180],
  ])(
    'CQ-33 the validity %s to %s',
    async (validFrom, validTo, rotate) => {
      const photo = await shot({
        ...card(PEOPLE[0]),
        side: 'authority',
        authority: '演示市公安局样例分局',
        validFrom,
        validTo,
        background: 'red-brick',
        rotate,
        seed: 61,
      });
      expect(await reader.read(photo)).toEqual({
        side: 'authority',
        authority: '演示市公安局样例分局',
        validFrom,
        validTo,
        confidence: expect.any(Number),
      });
    },
    180_000,
  );

  it('reads a phone photo stored sideways, through the intake', async () => {
    const stored = await sharp(await shot({ ...card(PEOPLE[0]), side: 'portrait', background: 'wood', seed: 62 }))
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { buffer } = await acceptImage(stored, { maxBytes: 10_000_000, maxPixels: 50_000_000, kinds: ['jpeg'] });
    expect(await reader.read(buffer)).toMatchObject({ name: '王建国', idNumber: makeIdNumber('1970-03-05', 1) });
  }, 180_000);
});

describe('CQ-33 what is no card', () => {
  const sheet = (body: string) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" height="900" fill="#554a40"/>${body}</svg>`,
      ),
    )
      .jpeg()
      .toBuffer();
  const text = (lines: string[], x: number, y: number, size: number) =>
    lines.map((line, i) => letters(line, { x, y: y + i * size * 1.8, size })).join('');

  it.each([
    ['a portrait photo', () => renderPortrait(3)],
    ['a bare table', () => sheet('')],
    [
      'a page of text',
      () =>
        sheet(
          `<rect x="180" y="60" width="840" height="800" fill="#f4f2ec"/>${text(['关于开展安全生产教育的通知', '各有关单位：', '请按要求组织本单位人员参加培训，', '并于月底前报送名单。', '联系电话见附件，逾期不再受理。'], 240, 200, 40)}`,
        ),
    ],
    [
      'a bank card',
      () =>
        sheet(
          `<rect x="170" y="180" width="856" height="540" rx="32" fill="#d8e2ea"/>${text(['演示银行', '借记卡', '6200 0000 0000 0000', '有效至 12/30'], 230, 280, 52)}`,
        ),
    ],
  ])(
    '%s → CARD_NOT_FOUND',
    async (_what, make) => {
      expect(await refusal(await make())).toBe('CARD_NOT_FOUND');
    },
    120_000,
  );

  it('judges a page of text as no card rather than as a card with its edge missing', async () => {
    const page = await sheet(
      `<rect width="1200" height="900" fill="#f4f2ec"/>${text(['关于开展安全生产教育的通知', '各有关单位请按要求组织本单位', '人员参加培训并于月底前报送'], 60, 200, 60)}`,
    );
    expect((await reader.judge(page)).fault).toBe('CARD_NOT_FOUND');
  }, 120_000);
});

describe('the reader outlives what happens to its process', () => {
  const reasonOf = (reading: Promise<unknown>) =>
    reading.then(
      () => 'read',
      (error: CardReaderUnavailable) => error.reason,
    );

  it('sends away the photo it was killed on, and reads the next one', async () => {
    const own = new CardReader({ timeoutMs: 120_000 });
    const photo = await shot({ ...card(PEOPLE[0]), side: 'portrait', background: 'wood', seed: 62 });
    await own.start();
    const struck = reasonOf(own.read(photo));
    const next = own.read(photo);
    own['child']!.kill('SIGKILL');
    expect(await struck).toBe('CRASHED');
    expect(await next).toMatchObject({ name: '王建国' });
    await own.close();
    expect(await reasonOf(own.read(photo))).toBe('CLOSED');
  }, 180_000);

  it('stops a photo that takes too long, and goes on', async () => {
    const own = new CardReader({ timeoutMs: 1 });
    const photo = await shot({ ...card(PEOPLE[0]), side: 'portrait', background: 'wood', seed: 62 });
    expect(await Promise.all([reasonOf(own.read(photo)), reasonOf(own.read(photo))])).toEqual(['TIMEOUT', 'TIMEOUT']);
    await own.close();
  }, 120_000);

  it('says so when too many wait, fails on what is no picture, and close sends the rest away', async () => {
    const own = new CardReader({ timeoutMs: 120_000, maxWaiting: 1 });
    const [first, second, third] = [Buffer.from('no picture'), Buffer.alloc(9), Buffer.alloc(9)].map((image) => reasonOf(own.read(image)));
    expect(await third).toBe('BUSY');
    expect(await first).toBe('FAILED');
    await own.close();
    expect(['CLOSED', 'FAILED']).toContain(await second);
  }, 120_000);
});
