import type { Feature } from '../../platform/feature';
import { ProvinceController } from './province.controller';
import { Provinces } from './provinces.service';
import { ServingProvinces } from './servingProvinces.service';

export const province: Feature = {
  name: 'province',
  parts: [ProvinceController, Provinces, ServingProvinces],
};
