// Figures of the rule engine: `npx tsc -b shared && node shared/bench/policy.mjs`. They are printed, never asserted.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const entry = fileURLToPath(new URL('../dist/policy/index.js', import.meta.url));
const source = fileURLToPath(new URL('../policy/index.ts', import.meta.url));
const { PACKS, evaluateAll, listServices } = require(entry);

const identity = { status: 'LEDGERED', badges: { verified: true, ledgered: true } };
const certificate = {
  category: 'SAFETY_MGMT',
  code: 'A',
  provinceCode: '500000',
  state: 'ACTIVE',
  validTo: '2024-01-15',
  issuedOn: '2021-01-16',
};
/** One person with something to say to every service. */
const facts = {
  actor: { role: 'WORKER', channel: 'WEAPP' },
  relation: 'SELF',
  login: { agreed: true },
  identity,
  identityStep: { step: 'PHOTO', photo: { faults: ['BLUR'], cardValidTo: '2030-01-01' } },
  person: { birthDate: '1980-01-01', sex: 'M' },
  subject: { category: 'SAFETY_MGMT', code: 'B' },
  application: { training: 'INSTITUTION', selfChecked: true, declaredTrue: true, portrait: true },
  employments: [{ enterpriseName: '西海建设有限公司', creditCode: '91350100M000100Y43', status: 'CONFIRMED' }],
  localHoldings: [certificate],
  nationalHoldings: [{ ...certificate, provinceCode: '510000', state: 'VALID' }],
  activeApplications: [{ category: 'SPECIAL_OP', code: '01' }],
  institution: { name: '高原培训中心', authorisations: [{ category: 'SAFETY_MGMT', from: '2020-01-01' }] },
  socialInsurance: { state: 'MATCH' },
  applicationStatus: 'AUTH_PASSED',
  examPlan: { state: 'APPROVED', candidates: [{ name: '张三', status: 'TRAINED', earnedHours: '32.00', requiredHours: '32.00' }] },
  device: 'COMPUTER',
  passList: {
    rows: [{ name: '张三', status: 'PASSED', score: 80, identityComplete: true, duplicate: false, number: '青建安B（2023）0000001' }],
  },
  signing: { filed: true, issuer: 'AUTHORITY', seal: 'PROVINCE' },
  certificate,
  place: '500000',
  trainingClass: { endsOn: '2023-12-20' },
  ceChoice: { mode: 'ONLINE', platformApproved: true },
  ce: { mode: 'ONLINE', passedOn: '2023-12-20', recorded: 'PASSED' },
  ceBatch: { listed: true, sentThisMonth: 1, rows: [] },
  ceRecords: [
    { year: 2022, total: '32', professional: '22', reviewed: true },
    { year: 2023, total: '30.5', professional: '22', reviewed: true },
  ],
  ceYear: 2023,
  finding: { confirmed: true, notInPost: false, evidence: [] },
  exchange: { portrait: true, profileComplete: true, passed: true, total: '32', professional: '22', originals: true },
  registry: { found: true },
  transfer: { target: '101', chosenPost: null, facePassed: false },
  study: { requiredHours: '8.00', earnedHours: '7.99', completedOn: '2023-06-09' },
  course: { chapters: 46, compulsory: 15, elective: 31, fee: 0, media: [] },
  chapter: { sections: 3, learnt: 2 },
  duplicateCase: { notifiedOn: '2023-09-25', failedAttempts: [], chosen: false, publishedOn: null },
  transferRecord: { out: true },
  account: { creditCode: '91350100M000100Y43' },
  password: { mustChange: false, newIsInitial: false },
  filing: {
    state: 'DRAFT',
    idNumber: '11010519491231002X',
    post: '104',
    files: { idFront: true, idBack: true, letter: true },
    pendingPosts: [],
  },
  filingReview: { selected: 1, signatureSeen: true, sealSeen: true },
};
const { addWorkingDays } = require(fileURLToPath(new URL('../dist/domain/workingDays.js', import.meta.url)));
const now = new Date('2023-10-10T04:00:00Z');
const ROUNDS = 20_000;

/** Microseconds of the middle one of many full verdicts. */
function verdictMicroseconds(pack) {
  const run = () => evaluateAll(pack, facts, now, { addWorkingDays });
  for (let round = 0; round < ROUNDS / 4; round += 1) run();
  const samples = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = process.hrtime.bigint();
    run();
    samples.push(Number(process.hrtime.bigint() - begun) / 1000);
  }
  return samples.sort((left, right) => left - right)[ROUNDS / 2];
}

/** A full verdict (one person, every service of a province) beside the 50 µs asked for; the engine with five packs, minified, beside 40 KB, and its sentences apart: no phone carries either. */
export async function bench() {
  const rows = PACKS.map((pack) => ({
    name: `${pack.version} 全部 ${listServices(pack).length} 项业务一次判定 / 上限`,
    ours: verdictMicroseconds(pack),
    peer: 50,
    unit: '微秒，中位',
  }));
  const engine = await minified(['./messages', '../messages']);
  const words = (await minified([])).length - engine.length;
  return [
    ...rows,
    { name: '规则引擎和五个省的数据，不含提示文字 / 上限', ours: engine.length / 1024, peer: 40, unit: 'KB' },
    { name: '同上，gzip', ours: gzipSync(engine).length / 1024, unit: 'KB' },
    { name: '提示文字（messages.ts）', ours: words / 1024, unit: 'KB' },
  ];
}

/** The engine with all packs as one file, without the modules named. */
async function minified(external) {
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    write: false,
    external,
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}
