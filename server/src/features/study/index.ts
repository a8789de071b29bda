import { consumes, each, type Feature } from '../../platform/feature';
import { Ledgers } from './ledgers.service';
import { Lessons } from './lessons.service';
import { PresenceController } from './presence.controller';
import { PresenceMisses } from './presenceMisses.service';
import { Presences, type Missed } from './presences.service';
import { StudyController } from './study.controller';
import { StudyCredit } from './studyCredit.service';
import { StudyTodos } from './study.todos';
import { StudyModel } from './study.model';
import { Studies, type Enrolment } from './study.service';

export const study: Feature = {
  name: 'study',
  parts: [StudyController, PresenceController, Studies, Lessons, Ledgers, StudyCredit, Presences, PresenceMisses],
  todos: [StudyTodos],
  consumers: [
    consumes('study.enrolled', Studies, (studies, enrolment: Enrolment) => studies.begin(enrolment)),
    consumes('study.hoursMet', Studies, (studies, { studyId }: { studyId: string }) => studies.finish(studyId)),
    consumes('study.presenceMissed', PresenceMisses, (misses, missed: Missed) => misses.record(missed)),
    consumes('study.presenceRestored', PresenceMisses, (misses, of: { id: string }) => misses.carryOut(of)),
  ],
  jobs: [
    each(10 * 60_000, 'study.close', Studies, {
      model: StudyModel,
      due: (studies) => studies.ended(),
      act: (studies, id) => studies.closeEnded(id),
    }),
  ],
};
