import { consumes, each, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { CeLaw } from './ceLaw.service';
import { CePushes } from './cePushes.service';
import { CeRecords } from './ceRecords.service';
import { CeReminders } from './reminders.service';
import { CeSource } from './ceSource.service';
import { ContinuingEducationController } from './continuingEducation.controller';
import { ContinuingEducationModel } from './continuingEducation.model';
import { ContinuingEducations } from './continuingEducation.service';
import { ContinuingEducationTodos } from './continuingEducation.todos';

const KIND = 'CONTINUING_EDUCATION';

export const continuingEducation: Feature = {
  name: 'continuingEducation',
  parts: [ContinuingEducationController, ContinuingEducations, CeLaw, CePushes, CeSource, CeRecords, CeReminders],
  consumers: [
    hears(KIND, 'study.completed', CeSource, (owner, { source }) => owner.completeStudy(source.id)),
    hears(KIND, 'study.closed', CeSource, (owner, told) => owner.closeStudy(told)),
    hears(KIND, 'exam.scheduled', CeSource, (owner, told) => owner.schedule(told)),
    hears(KIND, 'exam.unscheduled', CeSource, (owner, told) => owner.unschedule(told)),
    hears(KIND, 'exam.result', CeSource, (owner, told) => owner.recordResult(told)),
    hears(KIND, 'exam.voided', CeSource, (owner, told) => owner.voidResult(told)),
    consumes('ce.keep', CeRecords, (records, { id }: { id: string }) => records.keep(id)),
  ],
  jobs: [
    each(10 * 60_000, 'ce.start', ContinuingEducations, {
      model: ContinuingEducationModel,
      due: (educations) => educations.startable(),
      act: (educations, id) => educations.startDue(id),
    }),
    each(60 * 60_000, 'ce.miss', ContinuingEducations, {
      model: ContinuingEducationModel,
      due: (educations) => educations.missable(),
      act: (educations, id) => educations.missDue(id),
    }),
  ],
  todos: [ContinuingEducationTodos],
};
