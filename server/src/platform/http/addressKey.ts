import { isIPv6 } from 'node:net';

const GROUPS = 8;
const OF_ONE_LINE = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** What an address is counted as by limits: itself, or of IPv6 its /64, which one line has all of (“2001:db8:0:7::/64”). */
export function addressKey(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const within = MAPPED.exec(ip)?.[1];
  if (within) return within;
  const [head, tail] = ip.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = tail ? Array.from({ length: GROUPS - head!.length - tail.length }, () => '0') : [];
  const groups = [...head!, ...zeros, ...(tail ?? [])].slice(0, OF_ONE_LINE);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
