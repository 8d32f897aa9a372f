import type { Principal } from '@kabinet/contract/principal';
import { notificationsContract } from '@kabinet/contracts/notifications';
import { staff } from 'kabinet-program/testing';
import type { Builder, Organization } from './kinds.ts';
import { issueLicense } from './license-things.ts';
import { domainOf, nextNumber } from './new-things.ts';
import { invite } from './people-things.ts';

export async function announce({ portal }: Builder, organization: Organization): Promise<string> {
  const words = `Объявление ${nextNumber()}`;
  const text = { ru: words, en: words };
  const body = { title: text, body: text, audience: { kind: 'organization' as const, cabinet_id: organization.id } };
  const { id } = await portal.client(notificationsContract, staff('account_manager')).createNotification({ body });
  return id;
}

/** Its address is nobody's: no test connects to anything. */
export async function createWebhook({ portal }: Builder, organization: Organization): Promise<string> {
  const url = `https://hooks-${nextNumber()}.${domainOf(organization.key)}/in`;
  const body = { cabinet_id: organization.id, url, events: ['license' as const] };
  const { id } = await portal.client(notificationsContract, staff('administrator')).createWebhook({ body });
  organization.words.push(url);
  return id;
}

/** To a webhook of its own, which is the first of its organization: the id of a message is asked for together with its webhook's. */
export async function sendTest(builder: Builder, organization: Organization): Promise<string> {
  const webhook = await createWebhook(builder, organization);
  organization.things.webhook.push(webhook);
  const delivery = await builder.portal.client(notificationsContract, staff('administrator')).testWebhook({ params: { id: webhook } });
  return delivery.id;
}

/** Tells an organization's owner of a new licence, once they exist; answers the notification's id. */
export async function tellOwner(builder: Builder, organization: Organization, owner: Principal): Promise<string> {
  const { number } = await issueLicense(builder, organization);
  await builder.portal.settle();
  const { items } = await builder.portal.client(notificationsContract, owner).listNotifications({ query: { q: number } });
  const [told] = items;
  if (!told) throw new Error(`nobody told the owner of ${organization.name} of ${number}`);
  return told.id;
}

/** The mail that tells of a new invitation. */
export async function mailOf(builder: Builder, organization: Organization): Promise<string> {
  const invitation = await invite(builder, organization);
  await builder.portal.settle();
  const mail = (await listMails(builder)).find(({ reference_id }) => reference_id === invitation);
  if (!mail) throw new Error('an invitation without a mail');
  return mail.id;
}

/** The newest mails of the portal. */
export async function listMails(builder: Builder) {
  const { items } = await builder.portal.client(notificationsContract, staff('auditor')).listMails({ query: { limit: 200 } });
  return items;
}
