import type { Event } from '@kabinet/contract/events';
import type { Transaction } from '@kabinet/database';
import type { TestPortal } from 'kabinet-program/testing';
import { randomUUIDv7 } from 'node:crypto';

let version = 0;

/** An event as another service tells it. */
export interface Hearsay {
  /** `licenses.license.issued` */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Who did it, as a principal's key. */
  readonly by?: string;
}

/** Has notifications hear events, each after the other, in one transaction. Throws for what nobody listens to. */
export async function hear(portal: TestPortal, ...events: readonly Hearsay[]): Promise<void> {
  const service = portal.service('notifications');
  await service.contextAsService('test').system.transaction(async (tx) => {
    for (const event of events) await hearOne(portal, event, tx);
  });
}

async function hearOne(portal: TestPortal, { subject, data, by = 'service:test' }: Hearsay, tx: Transaction): Promise<void> {
  const { manifest, contextAsService } = portal.service('notifications');
  const subscriptions = manifest.subscriptions.filter((one) => one.subject === subject);
  if (subscriptions.length === 0) throw new Error(`nobody listens to ${subject}`);
  version += 1;
  const type = subject.slice(subject.indexOf('.') + 1);
  const event = { id: randomUUIDv7(), type, version, actor: { principal: by }, rootid: data['root_id'] ?? null, data };
  for (const { handle } of subscriptions) await handle(contextAsService('test'), event as unknown as Event, tx);
}
