import { Controller, Inject } from '@midwayjs/core';
import { studyRoutes } from '@jzt/shared/contract/study';
import type { Source, SourceKind } from '@jzt/shared/domain/sources';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Lessons } from './lessons.service';
import { Studies } from './study.service';

const sourceOf = (params: { sourceKind: SourceKind; sourceId: string }): Source => ({ kind: params.sourceKind, id: params.sourceId });

@Controller('/')
export class StudyController {
  @Inject() private readonly studies: Studies;
  @Inject() private readonly lessons: Lessons;

  @Handle(studyRoutes.listMine)
  async listMine({ caller }: Call<typeof studyRoutes.listMine>) {
    return { items: await this.studies.listMine(caller) };
  }

  @Handle(studyRoutes.course)
  async course({ caller, params }: Call<typeof studyRoutes.course>) {
    return this.studies.course(caller, sourceOf(params));
  }

  @Handle(studyRoutes.celebrate)
  async celebrate({ caller, params }: Call<typeof studyRoutes.celebrate>) {
    return this.studies.celebrate(caller, sourceOf(params));
  }

  @Handle(studyRoutes.open)
  async open({ caller, params, body }: Call<typeof studyRoutes.open>) {
    return this.lessons.open(caller, sourceOf(params), body);
  }

  @Handle(studyRoutes.beat)
  async beat({ caller, params, body }: Call<typeof studyRoutes.beat>) {
    return this.lessons.beat(caller, sourceOf(params), body);
  }
}
