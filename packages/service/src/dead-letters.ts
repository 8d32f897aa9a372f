import type { CallInput } from '@kabinet/contract';
import { deadLetterEvents, type DeadLetter, type serviceContract } from '@kabinet/contract/system';
import { createBuilder } from '@kabinet/database/builder';
import { replayDeadLetters } from '@kabinet/events';
import { sql } from 'kysely';
import type { ServiceContext } from './context.ts';
import { listPage, type ListPage } from './list.ts';

type Operations = (typeof serviceContract)['operations'];
type ListQuery = NonNullable<CallInput<Operations['listDeadLetters']>['query']>;
type Chosen = CallInput<Operations['replayDeadLetters']>['body'];

interface Letter extends DeadLetter {
  root_id: string;
}

const query = createBuilder<{ letter: Letter }>();
const sorts = { failed_at: { expression: sql`t.failed_at`, type: 'timestamptz' } } as const;

/** Of the audit entry: a thousand ids tell nobody more. */
const TOLD = 200;

/** The newest first unless asked otherwise. `q` finds letters by a part of their event's name or of what went wrong, or by an id as a whole. */
export async function listDeadLetters(context: ServiceContext, input: ListQuery): Promise<ListPage<DeadLetter>> {
  const letters = sql<Letter>`(select event_id as id, event->>'source' || '.' || (event->>'type') as event, event->>'subject' as subject,
      event->'actor'->>'request_id' as request_id, attempts, error, received_at, failed_at
    from inbox where failed_at is not null)`;
  const source = query
    .selectFrom(letters.as('t'))
    .select(['t.id', 't.event', 't.subject', 't.request_id', 't.attempts', 't.error', 't.received_at', 't.failed_at'])
    .$if(input.q !== undefined, (select) => select.where(found(input.q ?? '')));
  return listPage<DeadLetter>(context, query, source, input, {
    list: 'listDeadLetters',
    scope: context.scope('system.read'),
    sorts,
    defaultSort: '-failed_at',
  });
}

function found(words: string) {
  return sql<boolean>`(strpos(lower(t.event), lower(${words})) > 0 or strpos(lower(t.error), lower(${words})) > 0
    or ${words} in (t.id::text, t.subject, t.request_id))`;
}

/** Puts the chosen letters, or the oldest, back into the queue, and tells the audit log who did. Answers how many. */
export async function replay(context: ServiceContext, { event_ids }: Chosen, wake: () => void): Promise<number> {
  return context.system.transaction(async (tx) => {
    const replayed = await replayDeadLetters(tx, event_ids);
    if (replayed.length === 0) return 0;
    await context.publish(tx, deadLetterEvents(context.service).dead_letters_replayed, {
      subject: context.newId(),
      version: 1,
      organization_id: null,
      root_id: null,
      data: { count: replayed.length, event_ids: replayed.slice(0, TOLD) },
    });
    tx.afterCommit(wake);
    return replayed.length;
  });
}
