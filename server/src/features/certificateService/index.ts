import { consumes, each, type Feature } from '../../platform/feature';
import type { Actor } from '../../platform/cases';
import { hears } from '../source/sources.service';
import { Agencies } from './agencies.service';
import { CertificateServiceController } from './certificateService.controller';
import { ServiceCaseModel, type ServiceRequest } from './certificateService.model';
import { ServicePhotos } from './certificateService.policy';
import { CertificateServices } from './certificateService.service';
import { CertificateServiceTodos } from './certificateService.todos';
import { ServiceFollowUp } from './followUp.service';
import { Measures } from './measures.service';
import { TransfersOut } from './transfersOut.service';

interface About {
  serviceId: string;
}
const LANE = { lane: 'certificateService', ordered: ({ serviceId }: About) => serviceId };

export const certificateService: Feature = {
  name: 'certificateService',
  parts: [CertificateServiceController, CertificateServices, Agencies, ServiceFollowUp, Measures, TransfersOut],
  consumers: [
    consumes(
      'certificateService.open',
      ServiceFollowUp,
      async (follow, told: About & { request: ServiceRequest; actor: Actor }) => void (await follow.open(told)),
      LANE,
    ),
    consumes('certificateService.carry', ServiceFollowUp, (follow, { serviceId }: About) => follow.carry(serviceId), LANE),
    consumes('certificateService.release', ServiceFollowUp, (follow, { serviceId }: About) => follow.release(serviceId), LANE),
    consumes(
      'certificateService.close',
      ServiceFollowUp,
      (follow, told: About & { reason: string; actor: Actor }) => follow.close(told),
      LANE,
    ),
    consumes('ce.extension', ServiceFollowUp, (follow, told: About & { ceId: string }) => follow.followCe(told), LANE),
    hears('CERTIFICATE_SERVICE', 'certificate.issued', ServiceFollowUp, (follow, told) => follow.finish(told)),
    hears('CERTIFICATE_SERVICE', 'certificate.refused', ServiceFollowUp, (follow, told) => follow.getStuck(told)),
  ],
  jobs: [
    each(10 * 60_000, 'certificateService.received', TransfersOut, {
      model: ServiceCaseModel,
      due: (transfers) => transfers.due(),
      act: (transfers, id) => transfers.look(id),
    }),
    each(10 * 60_000, 'certificateService.uncorrected', ServiceFollowUp, {
      model: ServiceCaseModel,
      due: (follow) => follow.uncorrected(),
      act: (follow, id) => follow.refuseUncorrected(id),
    }),
  ],
  todos: [CertificateServiceTodos],
  filePolicies: [ServicePhotos],
};
