import type { BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import { apiAs, type Api } from './api-as.ts';

/** Where the newest mail to `email` leads: without a mail server, staff can read it. */
export async function linkFor(context: BrowserContext, email: string): Promise<string> {
  const api = await apiAs(context, 'admin@kabinet.example');
  let link: string | undefined;
  await expect.poll(async () => (link = await findLink(api, email)), { timeout: 15_000 }).toBeDefined();
  const { pathname, hash } = new URL(link ?? '');
  return pathname + hash;
}

async function findLink(api: Api, email: string): Promise<string | undefined> {
  const { items } = await api.get<{ items: { id: string; status: string }[] }>(
    '/mails?sort=-created_at&limit=10&status=kept&kind=invitation,password_reset,email_change',
  );
  for (const { id } of items) {
    const { recipient, text } = await api.get<{ recipient: string; text: string }>(`/mails/${id}/content`);
    if (recipient.includes(email)) return /https?:\S+#token=\S+/.exec(text)?.[0];
  }
  return undefined;
}
