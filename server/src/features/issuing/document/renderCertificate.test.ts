import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ocr from '@gutenye/ocr-node';
import jsQR from 'jsqr';
import { chongqing } from '@jzt/shared/policy/packs/chongqing';
import { qinghai } from '@jzt/shared/policy/packs/qinghai';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from '@jest/globals';
import { PORTRAIT, QR_PANEL, SEAL } from './layout';
import { qrRuns } from './qr';
import { renderCertificate } from './renderCertificate';
import {
  crop,
  inkShape,
  likeness,
  paint,
  placeOf,
  poppler,
  PORTRAIT_COLOURS,
  referenceShape,
  specimen,
  wordsOf,
  type Picture,
} from './testing';

const render = async (...args: Parameters<typeof specimen>) => renderCertificate(await specimen(...args));
const at = ({ data, width }: Picture, x: number, y: number) =>
  [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)] as [number, number, number];
const isRed = ({ 0: red, 1: green, 2: blue }: ArrayLike<number>) => red! > 150 && green! < 90 && blue! < 90;

describe('what is painted', () => {
  const STRONG = join(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'), '../500Medium/NotoSansSC_500Medium.ttf');

  it('JS-15 JS-17 every value is painted as another engine draws it, and unlike another value', async () => {
    const values = {
      postName: '岗位名称：建筑起重机械司机',
      name: '欧阳赟䶮',
      idNumber: '990101197503152215',
      certificateNo: '青A042023000018',
      validTo: '2026年07月14日',
    };
    const pdf = await render('SPECIAL_OP', {
      pack: qinghai,
      postName: '建筑起重机械司机',
      certificateNo: values.certificateNo,
      holder: { name: values.name },
    });
    const shapes = new Map<string, number[]>();
    for (const text of Object.values(values)) shapes.set(text, await inkShape(paint(pdf, 500, placeOf(pdf, text))));
    for (const text of Object.values(values)) {
      const reference = await referenceShape(text, STRONG, 'Noto Sans SC Medium');
      for (const [painted, shape] of shapes) {
        if (painted === text) {
          const value = likeness(shape, reference);
          expect({ where: `${painted} as drawn by Pango`, value, holds: value > 0.9 }).toEqual({
            where: `${painted} as drawn by Pango`,
            value,
            holds: true,
          });
        } else {
          const value = likeness(shape, reference);
          expect({ where: `${painted} is not ${text}`, value, holds: value < 0.6 }).toEqual({
            where: `${painted} is not ${text}`,
            value,
            holds: true,
          });
        }
      }
    }
  });

  it('JS-20 two people of equal-length names are told apart by their ink alone', async () => {
    const [one, two] = await Promise.all(
      ['王建国', '李春梅'].map(async (name) => {
        const pdf = await render('SITE_MANAGER', { holder: { name } });
        return inkShape(paint(pdf, 500, placeOf(pdf, name)));
      }),
    );
    expect(one!.reduce((sum, ink) => sum + ink, 0)).toBeGreaterThan(1000);
    expect(likeness(one!, two!)).toBeLessThan(0.6);
  });

  it('JS-18 a reader of pictures reads the title, the fields, the statement and the issuer', async () => {
    const pdf = await render('SAFETY_MGMT_B', {
      pack: qinghai,
      certificateNo: '青建安B(2023)0000018',
      enterpriseName: '青海远方建设有限公司',
      holder: { name: '欧阳振华' },
    });
    const file = join(mkdtempSync(join(tmpdir(), 'ocr-')), 'page.png');
    writeFileSync(file, poppler('pdftoppm', ['-png', '-singlefile', '-r', '150', 'FILE'], pdf));
    const read = (await (await Ocr.create()).detect(file))
      .map((line: { text: string }) => line.text)
      .join('')
      .replaceAll('（', '(')
      .replaceAll('）', ')');
    for (const text of [
      '建筑施工企业项目负责人',
      '安全生产知识考核合格证书',
      '欧阳振华',
      '990101197503152215',
      '青建安B(2023)0000018',
      '青海远方建设有限公司',
      '2026年07月14日',
      '本证书表明持',
      '实时数据',
      '扫码验证',
      '“青海省工程建设云服务平台”验证'.replace(/[“”]/g, '').slice(0, 11),
    ]) {
      expect(read).toContain(text);
    }
  }, 120_000);

  it('JS-15 the photo stands upright at its place, in its colours, inside its frame', async () => {
    const page = paint(await render('SITE_MANAGER'), 100);
    const sample = (right: number, down: number) =>
      at(
        page,
        Math.round((PORTRAIT.x + PORTRAIT.width * right) * page.scale),
        Math.round((PORTRAIT.y + PORTRAIT.height * down) * page.scale),
      );
    const expected = { topLeft: [0.25, 0.25], topRight: [0.75, 0.25], bottomLeft: [0.25, 0.75], bottomRight: [0.75, 0.75] } as const;
    for (const [corner, [right, down]] of Object.entries(expected) as [keyof typeof PORTRAIT_COLOURS, readonly [number, number]][]) {
      const colour = [1, 3, 5].map((from) => parseInt(PORTRAIT_COLOURS[corner].slice(from, from + 2), 16));
      sample(right, down).forEach((value, channel) => {
        const measured = Math.abs(value - colour[channel]!);
        expect({ where: `${corner} ${channel}`, value: measured, holds: measured < 8 }).toEqual({
          where: `${corner} ${channel}`,
          value: measured,
          holds: true,
        });
      });
    }
    expect(sample(-0.03, 0.5)).toEqual([255, 255, 255]);
  });

  it('QH-20 QH-36 a red round seal with its star lies over issuer and date, and each issuer has its own', async () => {
    const sealOf = async (pdf: Buffer) => {
      const page = paint(pdf, 120);
      const box = { x: SEAL.x - SEAL.radius - 2, y: SEAL.y - SEAL.radius - 2, width: 2 * SEAL.radius + 4, height: 2 * SEAL.radius + 4 };
      return { page, box, seal: crop(page, box) };
    };
    const jiangsu = await render('SITE_MANAGER');
    const { page, box, seal } = await sealOf(jiangsu);
    const middle = Math.round((SEAL.radius + 2) * seal.scale);
    for (let degrees = 0; degrees < 360; degrees += 5) {
      const reach = (SEAL.radius - 0.58) * seal.scale;
      const [x, y] = [
        Math.round(middle + reach * Math.cos((degrees * Math.PI) / 180)),
        Math.round(middle + reach * Math.sin((degrees * Math.PI) / 180)),
      ];
      const pixel = at(seal, x, y);
      // Where print lies under the ring, ink mixes to black: dark red, but never light.
      expect({ where: `ring at ${degrees}°: ${pixel}`, value: Math.max(pixel[1], pixel[2]) < 90 }).toEqual({
        where: `ring at ${degrees}°: ${pixel}`,
        value: true,
      });
    }
    expect(isRed(at(seal, middle, middle + Math.round(seal.scale)))).toBe(true);
    const red = (picture: Picture) =>
      Array.from({ length: picture.width * picture.height }, (_, pixel) => isRed(picture.data.subarray(pixel * 4, pixel * 4 + 3)));
    const within = red(seal);
    expect(red(page).filter(Boolean)).toHaveLength(within.filter(Boolean).length);
    for (const text of ['发证单位：江苏省住房和城乡建设厅', '发证时间：2023年07月15日']) {
      const place = placeOf(jiangsu, text);
      expect(place.x + place.width).toBeGreaterThan(box.x + 5);
      expect(Math.abs(place.y + place.height / 2 - SEAL.y)).toBeLessThan(SEAL.radius / 2);
    }

    const other = red((await sealOf(await render('SKILLED_WORKER', { certificateNo: '1' }))).seal);
    expect(within.filter((value, pixel) => value !== other[pixel]).length).toBeGreaterThan(1000);
    // A seal is a picture: its lettering must not turn up as words.
    expect(wordsOf(jiangsu).split('江苏省住房和城乡建设厅')).toHaveLength(3);
  });

  it('JS-11 the QR scans from the page, and from a crooked, blurred print of 26 mm', async () => {
    const content = await specimen('SPECIAL_OP');
    const panel = paint(await renderCertificate(content), 200, QR_PANEL);
    expect(jsQR(new Uint8ClampedArray(panel.data), panel.width, panel.height)?.data).toBe(content.verifyLink);
    const { data, info } = await sharp(panel.data, { raw: { width: panel.width, height: panel.height, channels: 4 } })
      .flatten({ background: '#ffffff' })
      .rotate(9, { background: '#ffffff' })
      .blur(0.9)
      .linear(0.7, 40)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(content.verifyLink);
    // 0.33 mm a module is what a phone needs from paper.
    expect(26 / qrRuns(content.verifyLink).size).toBeGreaterThan(0.4);
  });

  it.each([
    ['site-manager-jiangsu', 'SITE_MANAGER', {}],
    ['special-op-qinghai', 'SPECIAL_OP', { pack: qinghai, postName: '建筑起重机械司机（塔式起重机）', certificateNo: '青A042023000018' }],
    [
      'safety-c1-chongqing',
      'SAFETY_MGMT_C1',
      {
        pack: chongqing,
        certificateNo: '渝建安C1(2023)0000018',
        enterpriseName: '重庆远方城市建设发展（集团）股份有限公司第三分公司',
      },
    ],
    [
      'skilled-worker-qinghai',
      'SKILLED_WORKER',
      {
        pack: qinghai,
        postName: '镶贴工',
        certificateNo: '630100230018',
        institutionName: '青海高原建筑工程职业技能培训学校有限责任公司',
      },
    ],
  ] as const)('JS-15…JS-18 looks as it was approved: %s', async (name, template, change) => {
    const page = paint(await render(template, change), 60);
    const file = join(__dirname, 'approved', `${name}.png`);
    if (process.env.APPROVE)
      writeFileSync(
        file,
        await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 4 } })
          .png({ palette: true, colours: 128, effort: 10 })
          .toBuffer(),
      );
    const approved = PNG.sync.read(readFileSync(file));
    expect([approved.width, approved.height]).toEqual([page.width, page.height]);
    const differing = pixelmatch(approved.data, page.data, undefined, page.width, page.height, { threshold: 0.2 });
    expect(differing / (page.width * page.height)).toBeLessThan(0.003);
  });
});
