import { applicationRoutes } from '@jzt/shared/contract/application';
import { certificateRoutes } from '@jzt/shared/contract/certificate';
import { employmentRoutes } from '@jzt/shared/contract/employment';
import { examRoutes } from '@jzt/shared/contract/exam';
import { inboxRoutes } from '@jzt/shared/contract/inbox';
import { studyRoutes } from '@jzt/shared/contract/study';
import { deed, type Deed, type Deeds, type Scene } from './deeds';
import type { Case } from './picture';
import { formOf, rightOf, type Person } from './stages';

const OPEN = ['REQUESTED', 'CONFIRMED'];
const mine = (worker: Person) => (one: Case) => one.personId === worker.id;
const versionOf = ({ version }: Case) => ({ version });
const idOf = (one: Case) => ({ id: String(one._id) });

/** Workers: an employer, an application, lessons, the exam, the certificate. */
export const workers: Deeds = (scene) => scene.cast.workers.flatMap((worker) => doings(scene, worker));

function doings(scene: Scene, worker: Person): Deed[] {
  const { picture, cast } = scene;
  const of = (name: Parameters<typeof picture.of>[0]) => picture.of(name).filter(mine(worker));
  const deeds: Deed[] = [];
  const employments = of('employments').filter(({ status }) => OPEN.includes(status));
  for (const one of employments)
    deeds.push(
      deed(worker, employmentRoutes.end, picture.nameOf(one._id), {
        params: idOf(one),
        body: { version: one.version, reason: '离职' },
        weight: 0.1,
      }),
    );
  deeds.push(
    deed(worker, employmentRoutes.ask, '', {
      body: { enterpriseId: cast.enterpriseId, position: '安全员' },
      weight: employments.length ? 0.05 : 1,
    }),
  );
  const applications = of('applications');
  const open = applications.some((one) => one.open);
  deeds.push(deed(worker, applicationRoutes.submit, '', { body: formOf(cast, worker), weight: open ? 0.05 : 2 }));
  for (const one of applications) {
    const about = picture.nameOf(one._id);
    const withdraw = { params: idOf(one), body: versionOf(one), weight: 0.1 };
    deeds.push(deed(worker, applicationRoutes.withdraw, about, withdraw));
    const form = formOf(cast, worker);
    if (one.status === 'INST_RETURNED')
      deeds.push(
        deed(worker, applicationRoutes.resubmit, about, {
          params: idOf(one),
          body: { ...form, version: one.version },
          weight: 3,
        }),
      );
  }
  deeds.push(...learning(scene, worker, of('studies')), ...sitting(scene, worker, of('exam_sessions')));
  for (const one of of('certificates')) deeds.push(...holding(scene, worker, one));
  deeds.push(deed(worker, inboxRoutes.list, '', { weight: 0.2 }));
  return deeds;
}

function learning({ picture, cast, memory, chance }: Scene, worker: Person, studies: Case[]): Deed[] {
  const deeds: Deed[] = [];
  for (const one of studies.filter(({ status }) => ['NOT_STARTED', 'LEARNING'].includes(status))) {
    const about = picture.nameOf(one._id);
    const sourceId = (one.source as { id: string }).id;
    const params = { sourceKind: 'APPLICATION' as const, sourceId };
    const lesson = chance.pick(cast.lessons);
    deeds.push(
      deed(worker, studyRoutes.open, `${about} ${lesson.id}`, {
        params,
        body: { lessonId: lesson.id, deviceId: `device-${chance.below(2)}-of` },
        weight: 1,
        learn: (answer: { sessionId: string; epoch: number; nextSeq: number }) =>
          memory.lessons.set(worker.name, { sourceId, seconds: lesson.seconds, ...answer }),
      }),
    );
    const running = memory.lessons.get(worker.name);
    if (!running || running.sourceId !== sourceId) continue;
    // Now and then more than the lesson has, or a beat that was sent before.
    const seq = Math.max(1, running.nextSeq - (chance.in100(15) ? 1 : 0));
    const to = chance.in100(20) ? running.seconds * 10 : running.seconds;
    deeds.push(
      deed(worker, studyRoutes.beat, `${about} #${seq} 0-${to}`, {
        params,
        body: { sessionId: running.sessionId, epoch: running.epoch, seq, segments: [[0, to]], position: running.seconds },
        weight: 3,
        learn: () => (running.nextSeq = seq + 1),
      }),
    );
  }
  return deeds;
}

function sitting({ picture, memory, chance }: Scene, worker: Person, sittings: Case[]): Deed[] {
  const deeds: Deed[] = [];
  for (const one of sittings) {
    const [about, params] = [picture.nameOf(one._id), idOf(one)];
    const code = memory.codes.get(one.planId as string);
    if (one.status === 'READY' && code)
      deeds.push(
        deed(worker, examRoutes.checkIn, about, {
          params,
          body: { admissionNumber: one.admissionNumber as string, roomCode: code, client: 'COMPUTER' },
          weight: 2,
        }),
      );
    if (['CHECKED_IN', 'ANSWERING'].includes(one.status))
      deeds.push(
        deed(worker, examRoutes.start, about, {
          params,
          body: { client: 'COMPUTER' },
          weight: one.status === 'CHECKED_IN' ? 3 : 0.5,
          learn: ({ questions }: { questions: { id: string; options: { key: string; text: string }[] }[] }) =>
            memory.papers.set(String(one._id), { questions, versions: memory.papers.get(String(one._id))?.versions ?? new Map() }),
        }),
      );
    const paper = memory.papers.get(String(one._id));
    if (!paper || one.status === 'CHECKED_IN') continue;
    const at = chance.below(paper.questions.length);
    const question = paper.questions[at]!;
    const version = (paper.versions.get(question.id) ?? 0) + 1;
    const choice = chance.in100(80) ? rightOf(question.options) : [question.options[0]!.key];
    deeds.push(
      deed(worker, examRoutes.saveAnswer, `${about} question${at} v${version}`, {
        params,
        body: { questionId: question.id, choice, version },
        weight: 2,
        learn: () => paper.versions.set(question.id, version),
      }),
    );
    const answers = chance.in100(70)
      ? paper.questions.map(({ id, options }) => ({ questionId: id, choice: rightOf(options), version: (paper.versions.get(id) ?? 0) + 1 }))
      : [];
    deeds.push(deed(worker, examRoutes.submit, `${about} with ${answers.length} answers`, { params, body: { answers }, weight: 1 }));
  }
  return deeds;
}

function holding({ picture, memory }: Scene, worker: Person, one: Case): Deed[] {
  const [about, params] = [picture.nameOf(one._id), idOf(one)];
  return [
    deed(worker, certificateRoutes.activate, about, { params, body: versionOf(one), weight: one.status === 'ISSUED' ? 2 : 0.1 }),
    deed(worker, certificateRoutes.code, about, {
      params,
      weight: 0.5,
      learn: ({ link }: { link: string }) => memory.links.set(String(one._id), link),
    }),
  ];
}
