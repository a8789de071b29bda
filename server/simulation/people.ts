import { HERE } from '../testing/people';
import type { RunningServer } from '../src/platform/boot';
import type { Clock } from '../src/platform/clock';
import { Tokens } from '../src/platform/http/tokens';
import { Client } from '../testing/client';
import type { Person } from './stages';

/** The person's phone, as it talks to this API now; a token lives fifteen minutes of a clock that jumps. */
export async function clientOf(server: RunningServer, clock: Clock, person: Person | undefined): Promise<Client> {
  const client = new Client(server.url);
  if (!person) return client;
  const { id: personId, role, organisationId, sessionId } = person;
  const tokens = await server.get(Tokens);
  const { accessToken } = await tokens.issue({
    personId,
    role,
    organisationId,
    sessionId,
    // Officers have shown their authenticator a moment ago.
    provedAt: clock.now().getTime(),
    ...(role !== 'WORKER' && { jurisdiction: HERE }),
  });
  client.session = { accessToken } as never;
  return client;
}
