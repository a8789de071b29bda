import { trusted } from '../src/platform/database';
import { CertificateModel, type Certificate } from '../src/features/certificate/certificate.model';
import { passList, type Officers } from './officers';
import { passedExam, type ExamSeed, type PassedExam } from './passed';
import type { World } from './world';

export interface IssuedExam extends PassedExam {
  /** In the order of the people. */
  certificates: Certificate[];
}

/** A passed exam whose certificates were issued the whole real way. */
export async function issuedExam(world: World, officers: Officers, seed: ExamSeed = {}): Promise<IssuedExam> {
  const exam = await passedExam(world, seed);
  await passList(world, officers, exam);
  await world.settle();
  const found = await CertificateModel.find({ 'source.id': trusted({ $in: exam.people.map((one) => one.applicationId) }) }).lean<
    Certificate[]
  >();
  return { ...exam, certificates: exam.people.map((person) => found.find((one) => one.source.id === person.applicationId)!) };
}
