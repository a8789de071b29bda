import { consumes, every, type Feature } from '../../platform/feature';
import { StudyController } from './study.controller';
import { Studies, type Enrolment } from './study.service';

export const study: Feature = {
  name: 'study',
  parts: [StudyController, Studies],
  consumers: [
    consumes('study.enrolled', Studies, (studies, enrolment: Enrolment) => studies.begin(enrolment)),
    consumes('study.hoursMet', Studies, (studies, { studyId }: { studyId: string }) => studies.finish(studyId)),
    consumes('study.trained', Studies, (studies, { applicationId }: { applicationId: string }) => studies.completeTraining(applicationId)),
  ],
  jobs: [every(10 * 60_000, 'study.close', Studies, (studies) => studies.closeEnded())],
};
