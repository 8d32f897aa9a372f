import { webhooks } from './webhooks.ts';

/** The words of webhooks. */
export const webhookWords = { webhooks } as const;
