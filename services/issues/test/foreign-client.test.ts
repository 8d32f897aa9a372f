import { authContract } from '@kabinet/contracts/auth';
import { serviceNamed } from 'kabinet-program/testing';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOneProcess, type OneProcess } from '../../../test/support/portal/one-process.ts';
import { logIn, publicApi } from '../../../test/support/public-api.ts';
import { addProduct } from './fixture.ts';

const PASSWORD = 'a passphrase of the tests';
const MEGABYTE = 1_048_576;

let portal: OneProcess;
let line: Line;
beforeAll(async () => {
  portal = await startOneProcess({ ISSUES_CERTIFICATE: 'optional' });
  line = await startLine(portal.url, 9 * MEGABYTE);
});
afterAll(async () => {
  line.server.close();
  await portal.stop();
});

interface Line {
  readonly url: string;
  readonly server: Server;
  /** How often it broke. */
  breaks: number;
}

/** A line to the portal that breaks once, when so many bytes have gone over one of its connections. */
async function startLine(target: string, bytes: number): Promise<Line> {
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), '127.0.0.1');
    let passed = 0;
    client.on('data', (chunk) => {
      passed += chunk.length;
      if (passed < bytes || made.breaks > 0) return;
      made.breaks += 1;
      client.destroy();
      upstream.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const made: Line = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, breaks: 0 };
  return made;
}

async function openIssue(email: string) {
  const { inside } = portal;
  const organization = await inside.organization('Дочка');
  const product_id = await addProduct(inside, 'horns-desk');
  const memberships = [{ organization_id: organization.organization_id, role: 'support_contact' as const }];
  await inside.client(authContract, serviceNamed('test')).createUser({ body: { email, name: 'Софья', password: PASSWORD, memberships } });
  await portal.settle();
  const api = await logIn(publicApi(portal.url), email, PASSWORD);
  const asked = { product_id, subject: 'Дамп памяти', description: 'Прилагаю.' };
  const { body } = await api.send('POST', '/api/v1/issues', asked);
  return { api, id: (body as { id: string }).id };
}

test('a client of the tus protocol that knows nothing of the portal goes on by itself after the line broke', async () => {
  const { api, id } = await openIssue('sofya@tus.example');
  const contents = randomBytes(20 * MEGABYTE);
  const location = await new Promise<string | null>((resolve, reject) => {
    const upload = new Upload(contents, {
      endpoint: `${line.url}/api/v1/issues/${id}/uploads`,
      headers: { authorization: `Bearer ${api.token ?? ''}` },
      metadata: { filename: 'дамп памяти.bin' },
      retryDelays: [50, 200, 1000],
      onError: reject,
      onSuccess: () => resolve(upload.url),
    });
    upload.start();
  });
  expect(line.breaks).toBe(1);
  await portal.settle();
  const { items } = (await api.get(`/api/v1/issues/${id}/attachments`)).body as { items: { id: string; name: string; size: number }[] };
  expect(items).toMatchObject([{ name: 'дамп памяти.bin', size: contents.length }]);
  expect(location).toContain(items[0]?.id);
  const kept = await api.get(`/api/v1/issues/${id}/attachments/${items[0]?.id}`, '*/*');
  expect(kept.bytes.equals(contents)).toBe(true);
});
