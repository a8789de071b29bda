import { Controller, Inject } from '@midwayjs/core';
import { provinceRoutes as routes } from '@jzt/shared/contract/province';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Persons } from '../person/person.service';
import { Provinces } from './provinces.service';

@Controller('/')
export class ProvinceController {
  @Inject() private readonly provinces: Provinces;
  @Inject() private readonly persons: Persons;

  @Handle(routes.list)
  async list(_call: Call<typeof routes.list>) {
    return { items: await this.provinces.list() };
  }

  @Handle(routes.mine)
  async mine({ caller }: Call<typeof routes.mine>) {
    return { province: await this.provinces.serving(await this.persons.get(caller.personId)) };
  }

  @Handle(routes.choose)
  async choose({ caller, body }: Call<typeof routes.choose>) {
    return { province: await this.provinces.choose(caller, body) };
  }
}
