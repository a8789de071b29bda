import { Controller, Get, Inject } from '@midwayjs/core';
import type { Context } from '@midwayjs/koa';
import { isReady } from '../../platform/http/internal';
import { openApiDocument } from './openapi';
import { apiPage } from './apiPage';

/** What operators and integrators read: health and the API's description. */
@Controller('/')
export class OpsController {
  @Inject() private readonly ctx: Context;

  @Get('/healthz')
  async healthz() {
    return { ok: true };
  }

  /** Ready only while the database answers; why not is told at the internal port. */
  @Get('/readyz')
  async readyz() {
    const ok = await isReady();
    if (!ok) this.ctx.status = 503;
    return { ok };
  }

  @Get('/openapi.json')
  async openapi() {
    return openApiDocument();
  }

  @Get('/api-docs')
  async docs() {
    this.ctx.type = 'text/html; charset=utf-8';
    return apiPage();
  }
}
