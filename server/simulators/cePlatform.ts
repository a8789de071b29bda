import { createHmac } from 'node:crypto';

/** One person whom the platform found qualified. */
export interface Qualified {
  certificateNo: string;
  idNumber: string;
  /** YYYY-MM-DD. */
  passedOn: string;
}

/**
 * An online continuing-education platform that pushes its list of the qualified (QH-28), as its own program would: the text that is signed
 * is built here once more, from the documentation alone. `key` is what the operator gave it.
 */
export async function pushQualified(
  apiUrl: string,
  platform: { creditCode: string; key: string },
  rows: readonly Qualified[],
  sentAt = new Date().toISOString(),
): Promise<{
  status: number;
  body: { results?: { certificateNo: string; state: string; message: string }[]; code?: string; ruleId?: string };
}> {
  const lines = [platform.creditCode, sentAt, ...rows.map((row) => `${row.certificateNo},${row.idNumber},${row.passedOn}`)];
  const signature = createHmac('sha256', platform.key).update(lines.join('\n')).digest('hex');
  const response = await fetch(`${apiUrl}/api/platforms/continuing-education`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ creditCode: platform.creditCode, sentAt, rows, signature }),
  });
  return { status: response.status, body: (await response.json()) as never };
}
