import type { BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { linkFor } from './mail-link.ts';
import { PASSWORD } from './visitor.ts';

interface Work {
  readonly cabinet: string;
  readonly role: 'owner' | 'viewer';
}

/** An account of its own for a test that changes how its person logs in: a viewer of an unrelated client. Answers its e-mail. */
export async function newPerson(context: BrowserContext): Promise<string> {
  const owner = await apiAs(context, 'owner@stranger.example');
  const { memberships } = await owner.get<{ memberships: { cabinet: { id: string } }[] }>('/me');
  return invited(context, { cabinet: memberships[0]?.cabinet.id ?? '', role: 'viewer' });
}

/** Somebody who was invited by staff and has accepted. Answers their e-mail. */
export async function invited(context: BrowserContext, { cabinet, role }: Work): Promise<string> {
  const staff = await apiAs(context, 'account@kabinet.example');
  const email = `person-${crypto.randomUUID()}@stranger.example`;
  await staff.post(`/cabinets/${cabinet}/users`, { email, name: 'Пётр Пробный', role, locale: 'en' });
  const token = new URLSearchParams((await linkFor(context, email)).split('#')[1]).get('token');
  const accepted = await context.request.post('/api/v1/invitations/accept', { data: { token, name: 'Пётр Пробный', password: PASSWORD } });
  expect(accepted.status()).toBe(200);
  return email;
}
