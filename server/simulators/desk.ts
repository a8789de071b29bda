import { type AddressInfo, createServer } from 'node:net';
import type { FaultMode } from './kit/faults';
import type { SystemName } from './kit/http';

/** The handles of running simulators, for tests and scripts: what a person does on their pages, over HTTP. */
export class Desk {
  constructor(private readonly url: string) {}

  /** `times`: how many calls are struck; for ever when left out. `as`: what garbage looks like. */
  fault(
    system: SystemName | 'all',
    mode: FaultMode,
    options: { ms?: number; times?: number; as?: 'html' | 'json' } = {},
  ): Promise<unknown> {
    return this.call('POST', '/_faults', { system, mode, ...options });
  }

  seed(system: SystemName, content: object): Promise<unknown> {
    return this.call('POST', '/_seed', { system, ...content });
  }

  /** What was sent to this number, newest first. */
  async messagesTo(phone: string): Promise<{ text: string; templateId: string; params: string[]; serialNo: string }[]> {
    return (
      (await this.call('POST', '/sms/outbox', { phone })) as {
        messages: { text: string; templateId: string; params: string[]; serialNo: string }[];
      }
    ).messages;
  }

  /** The newest sign-in code that was sent to this number; notices may have come after it. */
  async codeFor(phone: string): Promise<string> {
    const sent = (await this.messagesTo(phone)).find(({ params }) => params.length === 2 && /^\d{6}$/.test(params[0]!));
    if (!sent) throw new Error('no code was sent to this number');
    return sent.params[0]!;
  }

  /** What the person does in front of the camera; works for the verify ids of both providers. */
  face(verifyId: string, outcome: string): Promise<unknown> {
    return this.call('POST', '/face/simulate', { verifyId, outcome });
  }

  /** What the camera of the authenticator reads off the QR of an enrolment. */
  scan(uri: string): Promise<unknown> {
    return this.call('POST', '/authenticator/scan', { uri });
  }

  /** What the authenticator shows for the account at that time, epoch ms; undefined for one that was never scanned. */
  async totp(account: string, at: number): Promise<string | undefined> {
    const { codes } = (await this.call('POST', '/authenticator/codes', { at })) as { codes: { account: string; code: string }[] };
    return codes.find((one) => one.account === account)?.code;
  }

  /** GET of a page or list that only the simulators have, e.g. /wechat/messages, /wechat/counters, /national/reports. */
  read<T>(path: string): Promise<T> {
    return this.call('GET', path) as Promise<T>;
  }

  private async call(method: string, path: string, content?: object): Promise<unknown> {
    const init =
      content === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) };
    const answer = await fetch(`${this.url}${path}`, init);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/** http://127.0.0.1:port of a port where nobody listens any more. */
export async function deserted(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
