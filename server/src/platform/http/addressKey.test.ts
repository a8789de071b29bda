import { describe, expect, it } from '@jest/globals';
import { addressKey } from './addressKey';

describe('what an address is counted as', () => {
  it('is itself for IPv4, also within IPv6', () => {
    expect(addressKey('203.0.113.7')).toBe('203.0.113.7');
    expect(addressKey('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(addressKey('::FFFF:203.0.113.8')).toBe('203.0.113.8');
  });

  it('is the /64 for IPv6, however it is written: one line has all of it', () => {
    const one = addressKey('2001:db8:0:7::1');
    expect(one).toBe('2001:db8:0:7::/64');
    for (const same of ['2001:0DB8:0000:0007:ffff:ffff:ffff:ffff', '2001:db8:0:7:a::b', '2001:db8::7:0:0:0:9', '2001:db8:0:7::203.0.113.7'])
      expect([same, addressKey(same)]).toEqual([same, one]);
    for (const other of ['2001:db8:0:8::1', '2001:db8:1:7::1', '2001:db8::7'])
      expect([other, addressKey(other) === one]).toEqual([other, false]);
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
  });

  it('is whatever was there when it is no address', () => {
    for (const odd of ['', 'unknown']) expect(addressKey(odd)).toBe(odd);
  });
});
