import { Controller, Inject } from '@midwayjs/core';
import { examRoutes } from '@jzt/shared/contract/exam';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { ExamRooms } from './examRoom.service';
import { ExamSessions } from './examSession.service';

/** Sessions: the candidate's side, and the score for the three who may see it. */
@Controller('/')
export class ExamSessionController {
  @Inject() private readonly sessions: ExamSessions;
  @Inject() private readonly rooms: ExamRooms;

  @Handle(examRoutes.listMine)
  async listMine({ caller }: Call<typeof examRoutes.listMine>) {
    return { items: await this.sessions.listMine(caller) };
  }

  @Handle(examRoutes.viewMine)
  async viewMine({ caller, params }: Call<typeof examRoutes.viewMine>) {
    return this.sessions.viewMine(caller, params.id);
  }

  @Handle(examRoutes.checkIn)
  async checkIn({ caller, params, body, device }: Call<typeof examRoutes.checkIn>) {
    return this.sessions.checkIn(caller, params.id, { ...body, client: device.onPhone ? 'MOBILE' : body.client });
  }

  @Handle(examRoutes.beginFace)
  async beginFace({ caller, params, body }: Call<typeof examRoutes.beginFace>) {
    return this.sessions.beginFace(caller, params.id, body);
  }

  @Handle(examRoutes.finishFace)
  async finishFace({ caller, params }: Call<typeof examRoutes.finishFace>) {
    return this.sessions.finishFace(caller, params.id);
  }

  @Handle(examRoutes.viewRoom)
  async viewRoom({ caller, params }: Call<typeof examRoutes.viewRoom>) {
    return this.rooms.view(caller, params.id);
  }

  @Handle(examRoutes.checkInSeat)
  async checkInSeat({ caller, params, body, op }: Call<typeof examRoutes.checkInSeat>) {
    return this.rooms.checkIn(caller, params.id, body.version, op);
  }

  /** A telephone that calls itself a computer is a telephone; the room's code says the rest. */
  @Handle(examRoutes.start)
  async start({ caller, params, body, device }: Call<typeof examRoutes.start>) {
    return this.sessions.start(caller, params.id, device.onPhone ? 'MOBILE' : body.client);
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
