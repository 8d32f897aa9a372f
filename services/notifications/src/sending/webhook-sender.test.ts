import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { Socket, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import untrusted from 'smtp-server/lib/tls-options.js';
import { readNetworks, type Resolve } from './webhook-address.ts';
import { createWebhookSender } from './webhook-sender.ts';

/** Hosts, written in every way that leads somewhere private, and names that resolve to such addresses. */
const FORBIDDEN_HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '0x7f.0.0.1',
  '0x7f000001',
  '0x7f.1',
  '%31%32%37.0.0.1',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '0.0.0.0',
  '0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '0xa.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.257',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'db.localhost',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:0:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::10.0.0.1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  '[2001:db8::1]',
  '[2001:10::1]',
  '[100::1]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[5f00::1]',
  '[4000::1]',
];

const RESOLVED = [
  ['127.0.0.1'],
  ['10.1.2.3'],
  ['169.254.169.254'],
  ['100.100.100.200'],
  ['::1'],
  ['fe80::1%lo'],
  ['::ffff:10.0.0.1'],
  ['64:ff9b::7f00:1'],
  ['93.184.216.34', '127.0.0.1'],
  ['2606:2800:220:1:248:1893:25c8:1946', 'fd00::1'],
];

const message = { payload: '{"type":"webhook.test"}', headers: { 'webhook-id': '1' } };
const loopback = readNetworks('127.0.0.0/8');
const servers: Server[] = [];
let connect: MockInstance;

beforeEach(() => void (connect = vi.spyOn(Socket.prototype, 'connect')));
afterEach(() => {
  connect.mockRestore();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener, host = '127.0.0.1', port = 0): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function note(seen: string[], { url = '' }: IncomingMessage, response: ServerResponse): void {
  seen.push(url);
  response.end();
}

function send(url: string, resolve: Resolve = async () => [], networks = loopback, limitMs = 5_000) {
  return createWebhookSender({ networks, resolve, limitMs }).send({ ...message, url });
}

describe('no connection is made', () => {
  test.each(FORBIDDEN_HOSTS)('to https://%s', async (host) => {
    expect((await send(`https://${host}/hook`, undefined, [])).outcome).toBe('forbidden_address');
    expect(connect).not.toHaveBeenCalled();
  });

  test.each(RESOLVED)('where a name leads to %s', async (...addresses) => {
    expect((await send('https://hooks.customer.ru/', async () => addresses, [])).outcome).toBe('forbidden_address');
    expect(connect).not.toHaveBeenCalled();
  });

  test.each([
    'http://93.184.216.34/',
    'https://user:password@93.184.216.34/',
    'https://93.184.216.34@127.0.0.1/',
    'https://93.184.216.34#@127.0.0.1/',
    'https://[fe80::1%25lo]/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'https:/\\127.0.0.1/',
  ])('for %s', async (url) => {
    expect((await send(url, undefined, [])).outcome).toBe('forbidden_address');
    expect(connect).not.toHaveBeenCalled();
  });

  test('for a name that nobody has', async () => {
    expect((await send('https://hooks.customer.ru/', async () => [], [])).outcome).toBe('name_not_found');
    expect(connect).not.toHaveBeenCalled();
  });
});

test('a name that leads elsewhere the second time is asked once, and what was checked is connected to', async () => {
  const other: string[] = [];
  const port = await listen((_request, response) => void response.end(), '127.0.0.2');
  await listen((request, response) => note(other, request, response), '127.0.0.1', port);
  let asked = 0;
  const rebinding: Resolve = async () => [(asked += 1) === 1 ? '127.0.0.2' : '127.0.0.1'];
  expect(await send(`http://hooks.customer.ru:${port}/`, rebinding)).toEqual({ outcome: 'delivered', status: 200 });
  expect([asked, other]).toEqual([1, []]);
  expect(connect.mock.calls.flat(2)).toContainEqual(expect.objectContaining({ host: '127.0.0.2' }));
});

test('a message arrives as it is, under the name that it was sent to', async () => {
  let seen: unknown;
  const port = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { host, 'content-type': type, 'webhook-id': id } = request.headers;
      seen = { method: request.method, url: request.url, host, type, id, body: Buffer.concat(chunks).toString() };
      response.writeHead(204).end();
    });
  });
  const result = await send(`http://hooks.customer.ru:${port}/in?key=1`, async () => ['127.0.0.1']);
  expect(result).toEqual({ outcome: 'delivered', status: 204 });
  const host = `hooks.customer.ru:${port}`;
  expect(seen).toEqual({ method: 'POST', url: '/in?key=1', host, type: 'application/json', id: '1', body: message.payload });
});

test('redirects are not followed', async () => {
  const reached: string[] = [];
  const target = await listen((request, response) => note(reached, request, response));
  for (const status of [301, 302, 303, 307, 308]) {
    const port = await listen((_request, response) => void response.writeHead(status, { location: `http://127.0.0.1:${target}/` }).end());
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ outcome: 'redirected', status });
  }
  expect(reached).toEqual([]);
});

test('what the receiver says beside its status is not waited for without end', async () => {
  const endless = await listen((_request, response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(65_536);
    const more = (): void => void (response.destroyed || (response.write(chunk) ? setImmediate(more) : response.once('drain', more)));
    more();
  });
  expect(await send(`http://127.0.0.1:${endless}/`)).toEqual({ outcome: 'delivered', status: 200 });
  const dripping = await listen((_request, response) => {
    response.writeHead(500).write('.');
    void pause(10_000, undefined, { ref: false });
  });
  expect(await send(`http://127.0.0.1:${dripping}/`, undefined, loopback, 300)).toEqual({ outcome: 'status', status: 500 });
});

test('failures are told apart', async () => {
  const silent = await listen(() => undefined);
  expect((await send(`http://127.0.0.1:${silent}/`, undefined, loopback, 200)).outcome).toBe('timeout');
  const closed = await listen(() => undefined);
  servers.splice(-1)[0]?.close();
  expect((await send(`http://127.0.0.1:${closed}/`)).outcome).toBe('not_connected');
  const rude = await listen((request) => void request.socket.destroy());
  expect((await send(`http://127.0.0.1:${rude}/`)).outcome).toBe('not_connected');
  const missing = await listen((_request, response) => void response.writeHead(404).end());
  expect(await send(`http://127.0.0.1:${missing}/`)).toEqual({ outcome: 'status', status: 404 });
});

test('a certificate that nobody trusts is refused', async () => {
  const server = createSecureServer(untrusted);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect((await send(`https://127.0.0.1:${port}/`)).outcome).toBe('bad_certificate');
  await new Promise((resolve) => server.close(resolve));
});
