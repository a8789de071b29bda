import { Controller, Inject } from '@midwayjs/core';
import { EXCEL } from '@jzt/shared/contract/filing';
import { questionRoutes as routes } from '@jzt/shared/contract/question';
import { Files } from '../../platform/files';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { cleanImage } from '../../platform/images/refusals';
import { Limits, type Limit } from '../../platform/limits';
import { QuestionSheets } from './questionSheets.service';
import { Questions } from './questions.service';

const PICTURES: Limit = {
  name: 'question.pictures',
  most: 200,
  per: 'DAY',
  code: 'PHOTO_TOO_OFTEN',
  words: () => '今天上传图片的次数已用完，请明天再试',
};

@Controller('/')
export class QuestionController {
  @Inject() private readonly questions: Questions;
  @Inject() private readonly sheets: QuestionSheets;
  @Inject() private readonly files: Files;
  @Inject() private readonly limits: Limits;

  @Handle(routes.list)
  async list({ caller, query }: Call<typeof routes.list>) {
    return this.questions.list(caller, query);
  }

  @Handle(routes.sheet)
  async sheet(_call: Call<typeof routes.sheet>) {
    return { content: await this.sheets.empty(), contentType: EXCEL, fileName: '考题.xlsx', cacheSeconds: 0 };
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.questions.view(caller, params.id);
  }

  @Handle(routes.create)
  async create({ caller, body, op }: Call<typeof routes.create>) {
    return this.questions.create(caller, body.category, body.content, op);
  }

  @Handle(routes.review)
  async review({ caller, body, op }: Call<typeof routes.review>) {
    return this.questions.review(caller, body, op);
  }

  @Handle(routes.preview)
  async preview({ caller, query, file }: Call<typeof routes.preview>) {
    return this.sheets.preview(caller, query.category, file!);
  }

  @Handle(routes.importSheet)
  async importSheet({ caller, query, file }: Call<typeof routes.importSheet>) {
    return this.sheets.take(caller, query.category, file!);
  }

  @Handle(routes.edit)
  async edit({ caller, params, body, op }: Call<typeof routes.edit>) {
    return this.questions.edit(caller, params.id, body, op);
  }

  @Handle(routes.discard)
  async discard({ caller, params, body, op }: Call<typeof routes.discard>) {
    return this.questions.discard(caller, params.id, body.version, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.questions.withdraw(caller, params.id, body, op);
  }

  @Handle(routes.uploadPicture)
  async uploadPicture({ caller, file }: Call<typeof routes.uploadPicture>) {
    await this.limits.take(PICTURES, caller.personId);
    const { buffer } = await cleanImage(file!);
    const saved = await this.files.save(buffer, { ownerId: caller.jurisdiction!, purpose: 'QUESTION', contentType: 'image/jpeg' });
    return { fileId: saved.id };
  }
}
