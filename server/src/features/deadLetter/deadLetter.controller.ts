import { Controller, Inject } from '@midwayjs/core';
import { deadLetterRoutes as routes } from '@jzt/shared/contract/deadLetter';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { StuckLetters } from './deadLetter.service';

@Controller('/')
export class DeadLetterController {
  @Inject() private readonly letters: StuckLetters;

  @Handle(routes.list)
  async list({ caller, query }: Call<typeof routes.list>) {
    return this.letters.list(caller, query);
  }

  @Handle(routes.retry)
  async retry({ caller, params }: Call<typeof routes.retry>) {
    await this.letters.retry(caller, params.id);
    return { ok: true as const };
  }
}
