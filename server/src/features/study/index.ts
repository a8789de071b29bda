import { consumes, each, type Feature } from '../../platform/feature';
import { StudyController } from './study.controller';
import { StudyModel } from './study.model';
import { Studies, type Enrolment } from './study.service';

export const study: Feature = {
  name: 'study',
  parts: [StudyController, Studies],
  consumers: [
    consumes('study.enrolled', Studies, (studies, enrolment: Enrolment) => studies.begin(enrolment)),
    consumes('study.hoursMet', Studies, (studies, { studyId }: { studyId: string }) => studies.finish(studyId)),
  ],
  jobs: [
    each(10 * 60_000, 'study.close', Studies, {
      model: StudyModel,
      due: (studies) => studies.ended(),
      act: (studies, id) => studies.closeEnded(id),
    }),
  ],
};
