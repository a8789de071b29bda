import { Controller, Inject } from '@midwayjs/core';
import { certificateServiceRoutes as routes } from '@jzt/shared/contract/certificateService';
import { Handle } from '../../platform/http/handle';
import type { Call } from '../../platform/http/pipeline';
import { Agencies } from './agencies.service';
import { CertificateServices } from './certificateService.service';
import { Measures } from './measures.service';

/** The business of certificates: asked for by holders and employers, decided by the authority, which also acts by itself. */
@Controller('/')
export class CertificateServiceController {
  @Inject() private readonly services: CertificateServices;
  @Inject() private readonly measures: Measures;
  @Inject() private readonly agencies: Agencies;

  @Handle(routes.offers)
  async offers({ caller, params }: Call<typeof routes.offers>) {
    return this.services.offers(caller, params.id);
  }

  @Handle(routes.file)
  async file({ caller, params }: Call<typeof routes.file>) {
    return { ...(await this.services.file(caller, params.id)), contentType: 'application/pdf', cacheSeconds: 0 };
  }

  @Handle(routes.apply)
  async apply({ caller, params, body, op }: Call<typeof routes.apply>) {
    return this.services.apply(caller, params.id, body, op);
  }

  @Handle(routes.ask)
  async ask({ caller, params, body }: Call<typeof routes.ask>) {
    return this.services.ask(caller, params.id, body.service);
  }

  @Handle(routes.bases)
  async bases({ caller, params }: Call<typeof routes.bases>) {
    return { items: await this.services.bases(caller, params.id) };
  }

  @Handle(routes.askBase)
  async askBase({ caller, params, body }: Call<typeof routes.askBase>) {
    return this.services.askBase(caller, params.id, body);
  }

  @Handle(routes.takeBackBase)
  async takeBackBase({ caller, params, body }: Call<typeof routes.takeBackBase>) {
    await this.services.takeBackBase(caller, params.id, body);
    return { ok: true as const };
  }

  @Handle(routes.listOfBase)
  async listOfBase({ caller }: Call<typeof routes.listOfBase>) {
    return { items: await this.agencies.list(caller) };
  }

  @Handle(routes.listOfPeople)
  async listOfPeople({ caller }: Call<typeof routes.listOfPeople>) {
    return { items: await this.services.listOfPeople(caller) };
  }

  @Handle(routes.listMine)
  async listMine({ caller, query }: Call<typeof routes.listMine>) {
    return this.services.listMine(caller, query);
  }

  @Handle(routes.view)
  async view({ caller, params }: Call<typeof routes.view>) {
    return this.services.view(caller, params.id);
  }

  @Handle(routes.correct)
  async correct({ caller, params, body, op }: Call<typeof routes.correct>) {
    return this.services.correct(caller, params.id, body, op);
  }

  @Handle(routes.withdraw)
  async withdraw({ caller, params, body, op }: Call<typeof routes.withdraw>) {
    return this.services.withdraw(caller, params.id, body.version, op);
  }

  @Handle(routes.queue)
  async queue({ caller, query }: Call<typeof routes.queue>) {
    return this.services.queue(caller, query);
  }

  @Handle(routes.decide)
  async decide({ caller, params, body, op }: Call<typeof routes.decide>) {
    return this.services.decideCase(caller, params.id, body, op);
  }

  @Handle(routes.findCertificate)
  async findCertificate({ caller, body }: Call<typeof routes.findCertificate>) {
    return this.measures.findByNumber(caller, body.number);
  }

  @Handle(routes.measure)
  async measure({ caller, params, body, op }: Call<typeof routes.measure>) {
    return this.measures.take(caller, params.id, body, op);
  }
}
