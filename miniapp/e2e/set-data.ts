/** What WeChat takes in one setData without a warning. */
const MOST_BYTES = 256 * 1024;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** Where the bytes lie: the largest thing, and the largest in it, as far as one of them is more than half. */
function heaviest(value: unknown, name: string): string {
  const parts = value && typeof value === 'object' ? Object.entries(value) : [];
  const [key, largest] = parts.sort((a, b) => bytesOf(b[1]) - bytesOf(a[1]))[0] ?? [];
  return key !== undefined && bytesOf(largest) > bytesOf(value) / 2
    ? heaviest(largest, `${name}.${key}`)
    : `${name}: ${bytesOf(value)} bytes`;
}

/** The size of one setData, and what is wrong with it. */
export function weigh(patch: Record<string, unknown>): { bytes: number; tooMuch?: string } {
  const bytes = bytesOf(patch);
  if (bytes <= MOST_BYTES) return { bytes };
  return { bytes, tooMuch: `${Math.ceil(bytes / 1024)} KB to one setData, more than 256 KB (${heaviest(patch, 'setData')})` };
}

/** setData with Taro's paths, `root.cn.[0].v`. */
export function assign(data: Record<string, unknown>, patch: Record<string, unknown>): void {
  for (const [where, value] of Object.entries(patch)) {
    const keys = where.split('.').map((key) => key.replace(/^\[(\d+)\]$/, '$1'));
    let target = data;
    for (const key of keys.slice(0, -1)) target = (target[key] ??= /^\d+$/.test(key) ? [] : {}) as Record<string, unknown>;
    // WeChat sends data to another thread: what arrives is a copy.
    target[keys[keys.length - 1]!] = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  }
}
