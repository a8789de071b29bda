import { consumes, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { ApplicationController } from './application.controller';
import { Applications } from './application.service';
import { ApplicationTodos } from './application.todos';
import { ApplicationSource } from './applicationSource.service';
import { Apply } from './apply.service';
import { ApplyLaw } from './applyLaw.service';

export const application: Feature = {
  name: 'application',
  parts: [ApplicationController, Applications, ApplicationSource, Apply, ApplyLaw],
  consumers: [
    consumes('application.nationalCheck', Apply, (apply, { applicationId }: { applicationId: string }) => apply.checkAgain(applicationId)),
    hears('APPLICATION', 'study.completed', ApplicationSource, (owner, { source }) => owner.completeTraining(source.id)),
    hears('APPLICATION', 'exam.scheduled', ApplicationSource, (owner, told) => owner.schedule(told)),
    hears('APPLICATION', 'exam.unscheduled', ApplicationSource, (owner, told) => owner.unschedule(told)),
    hears('APPLICATION', 'exam.result', ApplicationSource, (owner, { source, passed }) => owner.recordResult(source.id, passed)),
    hears('APPLICATION', 'exam.voided', ApplicationSource, (owner, told) => owner.voidScore(told)),
    hears('APPLICATION', 'passList.row', ApplicationSource, (owner, { source, batchId }) => owner.place(source, batchId)),
    hears('APPLICATION', 'certificate.issued', ApplicationSource, (owner, told) => owner.certify(told)),
  ],
  todos: [ApplicationTodos],
};
