import type { Source } from '@jzt/shared/domain/sources';
import { Types } from 'mongoose';
import type { ApplicationSubject } from '../src/features/application/application.model';
import { ExamPlanModel, ExamSessionModel, ScoreModel } from '../src/features/exam/exam.model';
import { applicationIn, employ, enterprise, HERE, institution, ledgeredWorker, type SeededPerson } from './people';
import type { World } from './world';

export interface PassedPerson extends SeededPerson {
  applicationId: string;
  sessionId: string;
}

/** What a person's study, exam and certificate come from. */
export const sourceOf = ({ applicationId }: { applicationId: string }): Source => ({ kind: 'APPLICATION', id: applicationId });

export interface PassedExam {
  planId: string;
  institution: Awaited<ReturnType<typeof institution>>;
  enterprise: Awaited<ReturnType<typeof enterprise>>;
  people: PassedPerson[];
}

export interface ExamSeed {
  /** One person each. */
  names?: string[];
  idNumbers?: string[];
  subject?: ApplicationSubject;
  institution?: PassedExam['institution'];
  /** Points of all of them. */
  score?: number;
}

/**
 * A closed exam that its people passed, put straight into the database: the way there is proved elsewhere. Everybody is
 * employed by one enterprise.
 */
export async function passedExam(world: World, seed: ExamSeed = {}): Promise<PassedExam> {
  const { names = ['测试工人'], subject = { category: 'SAFETY_MGMT' as const, code: 'A' }, score = 92 } = seed;
  const at = world.clock.now();
  const trainer = seed.institution ?? (await institution());
  const employer = await enterprise();
  const planId = new Types.ObjectId();
  const passed = score >= 60;
  const people: PassedPerson[] = [];
  for (const [index, name] of names.entries()) {
    const person = await ledgeredWorker(world, { name, ...(seed.idNumbers && { idNumber: seed.idNumbers[index] }) });
    await employ(world, person.id, employer.id);
    const sessionId = new Types.ObjectId().toHexString();
    const applicationId = await applicationIn(world, passed ? 'PASSED' : 'FAILED', {
      personId: person.id,
      institutionId: trainer.id,
      enterpriseId: employer.id,
      subject,
      examPlanId: planId.toHexString(),
      examSessionId: sessionId,
    });
    const source = sourceOf({ applicationId });
    const common = {
      source,
      personId: person.id,
      version: 1,
      createdAt: at,
      updatedAt: at,
      history: [],
      outbox: [],
      passMark: 60,
      jurisdiction: HERE,
    };
    await ExamSessionModel.create({
      ...common,
      packVersion: 'QH-1',
      _id: new Types.ObjectId(sessionId),
      status: 'SCORED',
      planId: planId.toHexString(),
      planName: '结业考试',
      institutionId: trainer.id,
      subject,
      form: 'COMPUTER',
      startsAt: at,
      endsAt: at,
      minutes: 60,
      room: '一号机房',
      address: '测试路1号',
      seat: String(index + 1),
      admissionNumber: `K${sessionId}`,
      fullMark: 100,
      paper: [],
      answers: {},
      submittedAt: at,
      score,
      ...(subject.category === 'SPECIAL_OP' && { practicalMark: 70, practical: score }),
      passed,
    });
    await ScoreModel.create({ ...common, status: 'FINAL', sessionId, value: score });
    people.push({ ...person, applicationId, sessionId });
  }
  await ExamPlanModel.create({
    _id: planId,
    status: 'CLOSED',
    version: 5,
    createdAt: at,
    updatedAt: at,
    history: [],
    outbox: [],
    number: `KS-${planId.toHexString()}`,
    jurisdiction: HERE,
    name: '结业考试',
    institutionId: trainer.id,
    subject,
    form: 'COMPUTER',
    startsAt: at,
    minutes: 60,
    passMark: 60,
    fullMark: 100,
    candidates: people.map((one) => ({
      source: sourceOf(one),
      personId: one.id,
      sessionId: one.sessionId,
    })),
    packVersion: 'QH-1',
  });
  return { planId: planId.toHexString(), institution: trainer, enterprise: employer, people };
}
