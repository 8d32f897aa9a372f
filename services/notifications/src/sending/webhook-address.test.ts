import { describe, expect, test } from 'vitest';
import { faultOf, locate, placeOf, readNetworks } from './webhook-address.ts';

const nowhere = readNetworks(undefined);

test('networks are blocks of addresses', () => {
  expect(readNetworks('127.0.0.0/8, fd00::/8')).toHaveLength(2);
  for (const text of ['127.0.0.1', 'localhost', '10.0.0.0/33', '10.0.0.0/8;11.0.0.0/8']) {
    expect(() => readNetworks(text)).toThrow('WEBHOOK_NETWORKS');
  }
});

describe('an address', () => {
  test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])('%s is in the internet', (address) => {
    expect(placeOf(address, nowhere)).toBe('public');
  });

  test('of an allowed network is allowed, also as IPv6 writes it', () => {
    const networks = readNetworks('10.20.0.0/16');
    expect(['10.20.3.4', '::ffff:10.20.3.4', '10.21.0.1'].map((address) => placeOf(address, networks))).toEqual([
      'allowed',
      'allowed',
      'forbidden',
    ]);
  });
});

describe('the address of a webhook', () => {
  test.each([
    ['erp.example.ru/hooks', 'not_a_url'],
    ['ftp://erp.example.ru/', 'not_a_url'],
    ['https://', 'not_a_url'],
    ['https://erp.example.ru/#part', 'not_a_url'],
    ['https://[fe80::1%25eth0]/', 'not_a_url'],
    ['http://erp.example.ru/', 'not_https'],
    ['https://user@erp.example.ru/', 'has_credentials'],
    ['https://93.184.216.34@127.0.0.1/', 'has_credentials'],
    ['https://2130706433/', 'forbidden_address'],
    ['https://localhost./', 'forbidden_address'],
    ['https://erp.example.ru/hooks?key=1', undefined],
    ['https://93.184.216.34:8443/', undefined],
  ])('%s: %s', (url, fault) => {
    expect(faultOf(url, nowhere)).toBe(fault);
  });

  test('is plain HTTP in the networks of the installation alone', async () => {
    const networks = readNetworks('10.20.0.0/16');
    expect(faultOf('http://10.20.0.1/', networks)).toBeUndefined();
    expect(faultOf('http://93.184.216.34/', networks)).toBe('forbidden_address');
    expect(await locate(new URL('http://erp.corp/'), async () => ['10.20.0.1'], networks)).toEqual({ address: '10.20.0.1' });
    expect(await locate(new URL('http://erp.corp/'), async () => ['93.184.216.34'], networks)).toEqual({ refusal: 'forbidden_address' });
  });
});

test('names that nobody has are not asked for', async () => {
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return [];
  };
  for (const name of ['erp.example', 'hooks.test', 'a.invalid', 'b.onion']) {
    expect(await locate(new URL(`https://${name}/`), resolve, nowhere)).toEqual({ refusal: 'name_not_found' });
  }
  expect(asked).toEqual([]);
  await locate(new URL('https://erp.example.ru/'), resolve, nowhere);
  expect(asked).toEqual(['erp.example.ru']);
});
