import { RequestMapping } from '@midwayjs/core';
import type { Context } from '@midwayjs/koa';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { Pipeline, type Answer, type Call } from './pipeline';

const handled = new Set<string>();

/** Ids of the routes that have a handler; a test compares them with the contract. */
export const handledRoutes = (): ReadonlySet<string> => handled;

/**
 * Binds a controller method to a route of the contract. The method gets a checked `Call` and returns what the contract promises;
 * everything else (who may, shapes, idempotency) is the pipeline's.
 */
export function Handle<T extends RouteSpec>(spec: T) {
  return <M extends (call: Call<T>) => Promise<Answer<T>>>(target: object, key: string, descriptor: TypedPropertyDescriptor<M>): void => {
    const method = descriptor.value!;
    const bound = async function (this: unknown, ctx: Context): Promise<void> {
      const pipeline = await ctx.requestContext.getAsync(Pipeline);
      await pipeline.run(spec, ctx, (call) => method.call(this, call));
    };
    descriptor.value = bound as never;
    handled.add(spec.id);
    RequestMapping({ path: spec.path, requestMethod: spec.method.toLowerCase(), middleware: [] })(target, key, descriptor);
  };
}
