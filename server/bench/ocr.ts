import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Ocr from '@gutenye/ocr-node';
import { makeIdNumber } from '@jzt/shared/domain/idNumber';
import { BACKGROUNDS, renderCardPhoto, type CardPhoto } from '../demo/cards';
import { CardReader } from '../src/gateways/card/embedded/reader';
import { visionReady } from '../src/gateways/card/embedded/vision';

const CARDS = 10;
/** ms; an idle loop's own delay is taken off */
const PROBE = 5;

/** Card photos of 1600 × 1200, on all grounds and any way round. */
async function photos(): Promise<Buffer[]> {
  const made: Buffer[] = [];
  for (let i = 0; i < CARDS; i += 1) {
    const birth = `19${60 + i}-0${1 + (i % 9)}-1${i}`;
    const card: CardPhoto = {
      name: '王建国',
      sex: i % 2 ? 'M' : 'F',
      nation: '汉',
      birth,
      address: '重庆市演示区样例街道幸福路99号2单元15-3',
      idNumber: makeIdNumber(birth, i),
      side: i % 4 === 3 ? 'authority' : 'portrait',
      background: BACKGROUNDS[i % BACKGROUNDS.length]!,
      rotate: i * 37,
      fill: 0.7,
      seed: i,
    };
    made.push(await renderCardPhoto(card));
  }
  return made;
}

/** The median time of `work` on each photo in seconds, and the 99th percentile of the event loop's delay meanwhile in milliseconds. */
async function measure(images: Buffer[], work: (image: Buffer) => Promise<unknown>): Promise<{ seconds: number; lag: number }> {
  const delay = monitorEventLoopDelay({ resolution: PROBE });
  const times: number[] = [];
  delay.enable();
  for (const image of images) {
    const since = performance.now();
    await work(image);
    times.push((performance.now() - since) / 1000);
  }
  delay.disable();
  return { seconds: times.sort((a, b) => a - b)[times.length >> 1]!, lag: Math.max(0, delay.percentile(99) / 1e6 - PROBE) };
}

/** The most memory a process ever had, in MB. */
const peakOf = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

/** Judging and reading ID cards, and what it does to the event loop that answers people. The bare peer: the OCR library alone, in the calling process. */
export async function bench(): Promise<{ name: string; ours: number; peer?: number; unit: string }[]> {
  const images = await photos();
  const idle = await measure(images, () => new Promise((resolve) => setTimeout(resolve, 200)));
  const reader = new CardReader();
  const since = performance.now();
  await reader.start();
  const ready = (performance.now() - since) / 1000;
  const judged = await measure(images, (image) => reader.judge(image));
  const read = await measure(images, (image) => reader.read(image));
  const memory = peakOf(reader['child']!.pid!);
  await reader.close();

  const before = performance.now();
  await visionReady();
  const ocr = (await Ocr.create({ onnxOptions: { intraOpNumThreads: 1, interOpNumThreads: 1 } })) as Ocr;
  const peerReady = (performance.now() - before) / 1000;
  const peer = await measure(images, (image) => ocr.detect(image as unknown as string));
  return [
    { name: '身份证识别：启动', ours: ready, peer: peerReady, unit: 's' },
    { name: '身份证照片判断（模糊、反光、缺边）', ours: judged.seconds, unit: 's/张' },
    { name: '身份证识别', ours: read.seconds, peer: peer.seconds, unit: 's/张' },
    { name: '识别时事件循环延迟 p99', ours: read.lag, peer: peer.lag, unit: 'ms' },
    { name: '空闲时事件循环延迟 p99', ours: idle.lag, unit: 'ms' },
    { name: '身份证识别内存峰值', ours: memory, peer: peakOf(process.pid), unit: 'MB' },
  ];
}
