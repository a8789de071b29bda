import { Controller, Inject } from '@midwayjs/core';
import { studyRoutes } from '@jzt/shared/contract/study';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Studies } from './study.service';

@Controller('/')
export class StudyController {
  @Inject() private readonly studies: Studies;

  @Handle(studyRoutes.listMine)
  async listMine({ caller }: Call<typeof studyRoutes.listMine>) {
    return { items: await this.studies.listMine(caller) };
  }

  @Handle(studyRoutes.course)
  async course({ caller, params }: Call<typeof studyRoutes.course>) {
    return this.studies.course(caller, params.applicationId);
  }

  @Handle(studyRoutes.open)
  async open({ caller, params, body }: Call<typeof studyRoutes.open>) {
    return this.studies.open(caller, params.applicationId, body);
  }

  @Handle(studyRoutes.beat)
  async beat({ caller, params, body }: Call<typeof studyRoutes.beat>) {
    return this.studies.beat(caller, params.applicationId, body);
  }
}
