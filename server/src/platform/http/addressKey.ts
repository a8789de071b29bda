import { isIPv6 } from 'node:net';
import type { FieldCipher } from '../crypto';

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

const FINGERPRINT = 10;

/**
 * An address as the trail keeps it, which nobody may change later and so no key can be turned under: the network in clear (`203.0.113.*`, of IPv6 the /48),
 * which tells the office from elsewhere and is nobody's name, and a keyed fingerprint of all of it, by which two entries are told to be of one line,
 * and a line that is known from elsewhere is found again.
 */
export const addressWords = (cipher: FieldCipher, ip: string): string => {
  const key = addressKey(ip);
  return `${networkOf(key)} #${cipher.blindIndex(key, 'address').slice(0, FINGERPRINT)}`;
};

const networkOf = (key: string): string =>
  key.endsWith('::/64')
    ? `${key
        .split(':')
        .slice(0, OF_ONE_LINE - 1)
        .join(':')}::/48`
    : key.replace(/\.\d+$/, '.*');
