import type { Webhook, WebhookWithSecret } from '@kabinet/contracts/notifications/webhook-resources';
import { startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runJob } from './mails.ts';
import { isSignedWith, WebhookReceiver } from './webhook-receiver.ts';
import { issueLicense, newProduct, notifications, personIn, titlesOf, type Organization, type Person } from './world.ts';

const HOUR_MS = 3_600_000;
const receiver = new WebhookReceiver();
let portal: TestPortal;
let product: string;
let holding: Organization;
let daughter: Organization;
let owner: Person;

beforeAll(async () => {
  await receiver.start();
  portal = await startPortal({ environment: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  product = await newProduct(portal, 'horns');
  holding = await portal.organization('Холдинг');
  daughter = await portal.organization('Дочка', holding);
  await portal.settle();
  owner = await personIn(portal, holding, 'owner');
  await portal.settle();
});
beforeEach(async () => {
  receiver.status = 204;
  const client = notifications(portal, owner);
  for (const { id } of (await client.listWebhooks({})).items) await client.deleteWebhook({ params: { id } });
  receiver.received.length = 0;
});
afterAll(async () => {
  await portal.stop();
  await receiver.stop();
});

function create(facts: { cabinet?: Organization; events?: Webhook['events']; url?: string } = {}): Promise<WebhookWithSecret> {
  const { cabinet = holding, events = ['license'], url = receiver.url } = facts;
  return notifications(portal, owner).createWebhook({ body: { cabinet_id: cabinet.organization_id, url, events } });
}

async function issue(organization: Organization = holding) {
  const license = await issueLicense(portal, organization, product, { valid_until: '2031-12-31' });
  await portal.settle();
  return license;
}

async function deliveriesOf({ id }: { readonly id: string }) {
  return (await notifications(portal, owner).listWebhookDeliveries({ params: { id } })).items;
}

/** Lets so much time pass, and what is due by then be delivered. */
async function after(ms: number, { id }: { readonly id: string }): Promise<void> {
  portal.clock.set(new Date(portal.clock.now().getTime() + ms));
  await runJob(portal, 'deliver_webhooks', { webhook_id: id });
}

describe('a webhook', () => {
  test('is told of what happens to its organization and those below, signed', async () => {
    const { secret } = await create();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { id, number } = await issue(daughter);
    const [message, ...others] = receiver.received;
    expect(others).toEqual([]);
    expect(message?.body).toMatchObject({
      type: 'license.issued',
      data: {
        cabinet: { id: daughter.organization_id, name: 'Дочка' },
        term: { kind: 'license', id, number, valid_until: '2031-12-31' },
        link: `http://localhost:8080/licenses/${id}`,
      },
    });
    expect(message && isSignedWith(secret, message)).toBe(true);
    expect(message && isSignedWith(secret, { ...message, payload: `${message.payload} ` })).toBe(false);
  });

  test('is told of nothing else: other kinds, and organizations beside or above it', async () => {
    await create({ events: ['expiry'] });
    await create({ cabinet: daughter });
    await issue(holding);
    const stranger = await portal.organization('Посторонние');
    await portal.settle();
    await issue(stranger);
    expect(receiver.received).toEqual([]);
  });

  test('has a log with what was sent, and every attempt', async () => {
    const webhook = await create();
    await issue();
    const [delivery, ...others] = await deliveriesOf(webhook);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({ type: 'license.issued', status: 'delivered', next_attempt_at: null });
    expect(delivery?.attempts).toEqual([{ at: expect.any(String), outcome: 'delivered', status: 204, duration_ms: expect.any(Number) }]);
    const params = { id: webhook.id, delivery_id: delivery?.id ?? '' };
    const { payload } = await notifications(portal, owner).getWebhookDelivery({ params });
    expect([delivery?.id, payload]).toEqual([receiver.received[0]?.id, receiver.received[0]?.payload]);
  });

  test('can be tested', async () => {
    const webhook = await create();
    await notifications(portal, owner).testWebhook({ params: { id: webhook.id } });
    await portal.settle();
    expect(receiver.received[0]?.body).toMatchObject({ type: 'webhook.test', data: { cabinet: { name: 'Холдинг' } } });
    expect(await deliveriesOf(webhook)).toMatchObject([{ type: 'webhook.test', status: 'delivered' }]);
  });

  test('that is switched off is sent nothing, and what happened meanwhile is not made up for', async () => {
    const client = notifications(portal, owner);
    const { id } = await create();
    await client.changeWebhook({ params: { id }, body: { status: 'disabled' } });
    await issue();
    await expect(client.testWebhook({ params: { id } })).rejects.toMatchObject({ code: 'webhook_not_enabled' });
    await client.changeWebhook({ params: { id }, body: { status: 'enabled' } });
    await portal.settle();
    expect(receiver.received).toEqual([]);
  });

  test('leads to no address of ours, and an organization has ten', async () => {
    for (const url of ['https://10.0.0.1/', 'https://[::1]/', 'https://0xa9fea9fe/latest']) {
      await expect(create({ url })).rejects.toMatchObject({ errors: [{ pointer: '/url', code: 'forbidden_address' }] });
    }
    for (let count = 0; count < 10; count++) await create();
    await expect(create()).rejects.toMatchObject({ code: 'too_many_webhooks' });
  });
});

test('secrets are shown once, and are unreadable in the database', async () => {
  const { secret, ...webhook } = await create();
  const found = await notifications(portal, owner).getWebhook({ params: { id: webhook.id } });
  // The database leaves out the zeros at the end of an instant.
  expect(found).toEqual({ ...webhook, created_at: found.created_at, updated_at: found.updated_at });
  const [row] = await portal.database.sql<{ text: string }>(
    `select row_to_json(webhook)::text as text from notifications.webhook where id = $1`,
    [webhook.id],
  );
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  for (const form of [secret, key.toString('base64'), key.toString('hex')]) expect(row?.text).not.toContain(form);
});

test('a new secret is good at once, the old one for a day more', async () => {
  const old = await create();
  const fresh = await notifications(portal, owner).rotateWebhookSecret({ params: { id: old.id } });
  expect(fresh.previous_secret_until).not.toBeNull();
  await issue();
  const [first] = receiver.received;
  expect(first && [isSignedWith(fresh.secret, first), isSignedWith(old.secret, first)]).toEqual([true, true]);
  portal.clock.set(new Date(Date.now() + 25 * HOUR_MS));
  await issue();
  const [, second] = receiver.received;
  expect(second && [isSignedWith(fresh.secret, second), isSignedWith(old.secret, second)]).toEqual([true, false]);
  expect((await notifications(portal, owner).getWebhook({ params: { id: old.id } })).previous_secret_until).toBeNull();
});

describe('a message that is not taken', () => {
  test('is tried again under the same id until it is', async () => {
    const webhook = await create();
    receiver.status = 503;
    await issue();
    await after(5_000, webhook);
    receiver.status = 200;
    await after(60_000, webhook);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    const [delivery] = await deliveriesOf(webhook);
    expect(delivery?.status).toBe('delivered');
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect((await notifications(portal, owner).getWebhook({ params: { id: webhook.id } })).failing_since).toBeNull();
  });

  test('holds up the others of its webhook for a moment, not those of another', async () => {
    const other = new WebhookReceiver();
    await other.start();
    const failing = await create();
    await create({ url: other.url });
    receiver.status = 500;
    await Promise.all([1, 2, 3].map(() => issueLicense(portal, holding, product, { valid_until: '2031-12-31' })));
    await portal.settle();
    expect([receiver.received.length, other.received.length]).toEqual([1, 3]);
    receiver.status = 204;
    await after(5_000, failing);
    expect(await deliveriesOf(failing)).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }, { status: 'delivered' }]);
    await other.stop();
  });

  test('for three days switches its webhook off, and owners are told; it can be delivered by hand', async () => {
    const client = notifications(portal, owner);
    const webhook = await create();
    const params = { id: webhook.id };
    receiver.status = 500;
    const { number } = await issue();
    for (let hours = 0; hours < 77; hours++) await after(HOUR_MS, webhook);
    expect((await client.getWebhook({ params })).status).toBe('failed');
    const [delivery] = await deliveriesOf(webhook);
    expect([delivery?.status, delivery?.attempts.length]).toEqual(['failed', 11]);
    expect(await titlesOf(portal, owner, { kind: ['webhook'] })).toEqual([`Webhook switched off: ${new URL(receiver.url).host}`]);
    const again = { params: { ...params, delivery_id: delivery?.id ?? '' } };
    await expect(client.redeliverWebhook(again)).rejects.toMatchObject({ code: 'webhook_not_enabled' });
    await client.changeWebhook({ params, body: { status: 'enabled' } });
    receiver.status = 204;
    receiver.received.length = 0;
    await client.redeliverWebhook(again);
    await runJob(portal, 'deliver_webhooks', { webhook_id: webhook.id });
    expect(receiver.received).toMatchObject([{ id: delivery?.id, body: { data: { term: { number } } } }]);
  });

  test('by a receiver that is gone switches its webhook off at once', async () => {
    const webhook = await create();
    receiver.status = 410;
    await issue();
    expect((await notifications(portal, owner).getWebhook({ params: { id: webhook.id } })).status).toBe('failed');
  });

  test('is not lost with the process that was at it, nor sent by two at once', async () => {
    const webhook = await create();
    await portal.settle();
    await issueLicense(portal, holding, product, { valid_until: '2031-12-31' });
    await Promise.all([1, 2, 3].map(() => portal.settle()));
    expect(receiver.received).toHaveLength(1);
    const abandoned = new Date(portal.clock.now().getTime() + 60_000).toISOString();
    await portal.database.sql(
      `update notifications.webhook_delivery set status = 'pending', next_attempt_at = $2, tries = 1 where webhook_id = $1`,
      [webhook.id, abandoned],
    );
    await after(0, webhook);
    expect(receiver.received).toHaveLength(1);
    await after(61_000, webhook);
    expect(receiver.received).toHaveLength(2);
  });
});

test('the log is kept for a month', async () => {
  const webhook = await create();
  await issue();
  portal.clock.set(new Date(portal.clock.now().getTime() + 31 * 24 * HOUR_MS));
  await runJob(portal, 'forget_old_deliveries');
  expect(await deliveriesOf(webhook)).toEqual([]);
});
