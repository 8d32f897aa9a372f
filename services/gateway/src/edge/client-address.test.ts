import { expect, it } from 'vitest';
import { addressKey, clientAddress } from './client-address.ts';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:DB8::1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['unknown', null],
  ["1.2.3.4'; drop table", null],
  [undefined, null],
])('the address %s is %s', (given, address) => {
  expect(clientAddress(given)).toBe(address);
});

it('counts an IPv6 customer by network and an IPv4 one by address', () => {
  expect(addressKey('2001:db8:1:2:aaaa::1')).toBe(addressKey('2001:db8:1:2::ffff'));
  expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
  expect(addressKey('192.0.2.7')).not.toBe(addressKey('192.0.2.8'));
});
