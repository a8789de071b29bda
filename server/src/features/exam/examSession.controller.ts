import { Controller, Inject } from '@midwayjs/core';
import { examRoutes } from '@jzt/shared/contract/exam';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { ExamSessions } from './examSession.service';

/** Sessions: the candidate's side, and the score for the three who may see it. */
@Controller('/')
export class ExamSessionController {
  @Inject() private readonly sessions: ExamSessions;

  @Handle(examRoutes.listMine)
  async listMine({ caller }: Call<typeof examRoutes.listMine>) {
    return { items: await this.sessions.listMine(caller) };
  }

  @Handle(examRoutes.viewMine)
  async viewMine({ caller, params }: Call<typeof examRoutes.viewMine>) {
    return this.sessions.viewMine(caller, params.id);
  }

  @Handle(examRoutes.checkIn)
  async checkIn({ caller, params, body }: Call<typeof examRoutes.checkIn>) {
    return this.sessions.checkIn(caller, params.id, body);
  }

  @Handle(examRoutes.start)
  async start({ caller, params, body }: Call<typeof examRoutes.start>) {
    return this.sessions.start(caller, params.id, body.client);
  }

  @Handle(examRoutes.saveAnswer)
  async saveAnswer({ caller, params, body }: Call<typeof examRoutes.saveAnswer>) {
    return this.sessions.saveAnswer(caller, params.id, body);
  }

  @Handle(examRoutes.submit)
  async submit({ caller, params, body }: Call<typeof examRoutes.submit>) {
    return this.sessions.submit(caller, params.id, body.answers);
  }

  @Handle(examRoutes.score)
  async score({ caller, params }: Call<typeof examRoutes.score>) {
    return this.sessions.score(caller, params.id);
  }

  @Handle(examRoutes.recordPractical)
  async recordPractical({ caller, params, body, op }: Call<typeof examRoutes.recordPractical>) {
    return this.sessions.recordPractical(caller, params.id, body, op);
  }

  @Handle(examRoutes.voidScore)
  async voidScore({ caller, params, body, op }: Call<typeof examRoutes.voidScore>) {
    return this.sessions.voidScore(caller, params.id, body.reason, op);
  }
}
