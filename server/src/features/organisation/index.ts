import { consumes, each, type Feature } from '../../platform/feature';
import { AdministrationController } from './administration.controller';
import { Administration } from './administration.service';
import { CityNotices } from './cityNotices.service';
import { Memberships } from './memberships.service';
import { OrganisationController } from './organisation.controller';
import { OrganisationModel } from './organisation.model';
import { Organisations } from './organisation.service';
import { OrganisationSheets } from './organisationSheets.service';

export const organisation: Feature = {
  name: 'organisation',
  parts: [AdministrationController, OrganisationController, Administration, CityNotices, Memberships, Organisations, OrganisationSheets],
  consumers: [consumes('organisation.cityNotice', CityNotices, (notices, { id }: { id: string }) => notices.carry(id))],
  jobs: [
    each(600_000, 'organisation.resume', Administration, {
      model: OrganisationModel,
      due: (administration) => administration.dueToResume(),
      act: (administration, id) => administration.resume(id),
    }),
  ],
};
