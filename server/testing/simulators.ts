import type { World } from './world';

type SystemName = 'wechat' | 'face' | 'sms' | 'national' | 'insurance' | 'seal' | 'card';

interface Fault {
  mode: 'ok' | 'down' | 'slow' | 'garbage' | 'wrong';
  /** slow: milliseconds until the answer. */
  ms?: number;
  /** garbage: a page, or JSON of a wrong shape. */
  as?: 'html' | 'json';
  /** How many calls it strikes; left out, until it is set to ok. */
  times?: number;
}

/** Breaks or mends an outside system. */
export const setFault = (world: World, system: SystemName, fault: Fault): Promise<void> => post(world, '/_faults', { system, ...fault });

/** Puts records into an outside system, in the words of its simulator. */
export const seedOutside = (world: World, system: SystemName, content: Record<string, unknown>): Promise<void> =>
  post(world, '/_seed', { system, ...content });

async function post(world: World, path: string, body: object): Promise<void> {
  const response = await fetch(`${world.simulatorUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`simulator ${path}: ${response.status} ${await response.text()}`);
}
