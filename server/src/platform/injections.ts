import { DecoratorManager, MetadataManager, PROPERTY_INJECT_KEY } from '@midwayjs/core';
import type { Class } from './feature';
import type { Answer } from './gateway';

/** Midway's own: the framework and the request under way. */
const MIDWAYS = ['framework', 'ctx', 'logger'];

/**
 * Refuses to start when a class asks for something that nothing provides. Without this, what controllers ask for would be missed
 * only at their first request.
 */
export function requireInjections(classes: readonly Class[], gateways: readonly Answer[], named: readonly string[]): void {
  const provided = new Set<unknown>([
    ...classes.map((part) => DecoratorManager.getProviderUUId(part)),
    ...gateways.map((one) => one.id),
    ...named,
    ...MIDWAYS,
  ]);
  for (const part of classes) {
    const asked: Record<string, { id: unknown }> = MetadataManager.getPropertiesWithMetadata(PROPERTY_INJECT_KEY, part) ?? {};
    for (const [property, { id }] of Object.entries(asked))
      if (!provided.has(id)) throw new Error(`${part.name}.${property} 没有提供者：请在功能清单 index.ts 或 gateways/index.ts 里登记它`);
  }
}
