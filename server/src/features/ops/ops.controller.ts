import { Controller, Get, Inject } from '@midwayjs/core';
import type { Context } from '@midwayjs/koa';
import mongoose from 'mongoose';
import { metrics } from '../../platform/http/metrics';
import { openApiDocument } from './openapi';
import { apiPage } from './apiPage';

/** What operators and integrators read: health, figures and the API's description. */
@Controller('/')
export class OpsController {
  @Inject() private readonly ctx: Context;

  @Get('/healthz')
  async healthz() {
    return { ok: true };
  }

  /** Ready only while the database answers. */
  @Get('/readyz')
  async readyz() {
    try {
      await mongoose.connection.db!.command({ ping: 1 }, { timeoutMS: 2000 } as never);
      return { ok: true };
    } catch {
      this.ctx.status = 503;
      return { ok: false, message: '数据库没有响应' };
    }
  }

  @Get('/metrics')
  async metrics() {
    this.ctx.type = metrics.contentType;
    return metrics.metrics();
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
