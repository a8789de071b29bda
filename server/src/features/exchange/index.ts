import { consumes, each, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { ExchangeController } from './exchange.controller';
import { ExchangeModel } from './exchange.model';
import { ExchangeTodos } from './exchange.todos';
import { ExchangeLaw } from './exchangeLaw.service';
import { Exchanges, KIND } from './exchanges.service';
import { ExchangeSource } from './exchangeSource.service';
import { FileChecks, type Accepted } from './fileChecks.service';
import { UnexchangedPeople } from './unexchanged.service';

const MINUTE = 60_000;

export const exchange: Feature = {
  name: 'exchange',
  parts: [ExchangeController, Exchanges, ExchangeLaw, ExchangeSource, FileChecks, UnexchangedPeople],
  consumers: [
    hears(KIND, 'study.completed', ExchangeSource, (owner, { source }) => owner.completeStudy(source.id)),
    hears(KIND, 'study.closed', ExchangeSource, (owner, told) => owner.closeStudy(told)),
    hears(KIND, 'exam.scheduled', ExchangeSource, (owner, told) => owner.schedule(told)),
    hears(KIND, 'exam.unscheduled', ExchangeSource, (owner, told) => owner.unschedule(told)),
    hears(KIND, 'exam.result', ExchangeSource, (owner, told) => owner.recordResult(told)),
    hears(KIND, 'exam.voided', ExchangeSource, (owner, told) => owner.voidResult(told)),
    hears(KIND, 'certificate.issued', ExchangeSource, (owner, told) => owner.issued(told.source.id, told)),
    hears(KIND, 'certificate.refused', ExchangeSource, (owner, { source, message }) => owner.refused(source.id, message)),
    consumes('exchange.enterPaper', FileChecks, (checks, accepted: Accepted) => checks.enter(accepted)),
  ],
  jobs: [
    each(MINUTE, 'exchange.lookAgain', Exchanges, {
      model: ExchangeModel,
      due: (exchanges) => exchanges.unanswered(),
      act: (exchanges, id) => exchanges.lookAgain(id),
    }),
    each(10 * MINUTE, 'exchange.start', Exchanges, {
      model: ExchangeModel,
      due: (exchanges) => exchanges.startable(),
      act: (exchanges, id) => exchanges.startDue(id),
    }),
    each(MINUTE, 'exchange.hours', ExchangeSource, {
      model: ExchangeModel,
      due: (source) => source.learnt(),
      act: (source, id) => source.meetDue(id),
    }),
    each(MINUTE, 'exchange.order', ExchangeSource, {
      model: ExchangeModel,
      due: (source) => source.due(),
      act: (source, id) => source.orderDue(id),
    }),
    each(10 * MINUTE, 'exchange.close', Exchanges, {
      model: ExchangeModel,
      due: (exchanges) => exchanges.over(),
      act: (exchanges, id) => exchanges.close(id),
    }),
  ],
  todos: [ExchangeTodos],
};
