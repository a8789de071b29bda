import type { Feature } from '../../platform/feature';
import { Memberships } from './memberships.service';
import { OrganisationController } from './organisation.controller';
import { Organisations } from './organisation.service';

export const organisation: Feature = {
  name: 'organisation',
  parts: [OrganisationController, Organisations, Memberships],
};
