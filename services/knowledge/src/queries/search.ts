import type { Snippet } from '@kabinet/contracts/knowledge/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import type { Reading, SearchQuery } from '../domain/search-words.ts';
import { query } from '../tables.ts';

/** So many words that look alike are compared letter by letter. */
const NEAR = 12;
/** Kin begin with so many of the same letters, are that similar, and are at most so many; short words have none. */
const KIN = { letters: 5, similarity: 0.25, most: 6, shortest: 7 } as const;

interface ReadingRow extends Reading {
  readonly place: number;
}

/** What the vocabulary knows of the readings of each word, in one question. */
export async function readReadings(db: Queryable, readings: readonly (readonly string[])[]): Promise<Reading[][]> {
  const flat = readings.flatMap((words, place) => words.map((word, order) => ({ word, place, order })));
  const last = readings.length - 1;
  const listed = (words: RawBuilder<unknown>) =>
    sql`select coalesce(json_agg(json_build_object('word', near.word, 'query', plainto_tsquery('russian', near.word)::text)), '[]') from (${words}) near`;
  const similarity = sql`public.similarity(v.word, asked.word)`;
  const alike = listed(sql`select v.word from vocabulary v where v.word operator(public.%) asked.word
    order by ${similarity} desc, v.word limit ${NEAR}`);
  const kin = listed(sql`select v.word from vocabulary v where length(asked.word) >= ${KIN.shortest}
    and ${begins(sql`left(asked.word, ${KIN.letters})`)} and ${similarity} >= ${KIN.similarity} order by ${similarity} desc, v.word limit ${KIN.most}`);
  const rows = await db.rows(
    sql<ReadingRow>`select asked.place, asked.word, asked.query, asked.is_known as "isKnown",
        not asked.is_known and asked.place = ${last} and exists (select from vocabulary v where ${begins(sql`asked.word`)}) as "isBeginning",
        case when asked.is_known then (${kin}) when asked.has_known then '[]' else (${alike}) end as near
      from (select read.*, bool_or(read.is_known) over (partition by read.place) as has_known
        from (select given.place, given.word, given.number, plainto_tsquery('russian', given.word)::text as query,
            exists (select from vocabulary v where v.stem = any(tsvector_to_array(to_tsvector('russian', given.word)))) as is_known
          from unnest(${flat.map(({ place }) => place)}::int[], ${flat.map(({ word }) => word)}::text[])
            with ordinality as given (place, word, number)) read) asked
      order by asked.number`.compile(query),
  );
  return readings.map((_, place) => rows.filter((row) => row.place === place));
}

/** Whether the word of `vocabulary v` begins with `letters`; by the index, which `like` with letters of a row would not use. */
function begins(letters: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`v.word ~>=~ ${letters} and v.word ~<~ (${letters} || chr(1114111))`;
}

/**
 * How far a row of `shown_article t` is from what is looked for: the lower, the better. What its title has comes before what its headings
 * have, and that before the rest; among those, the words themselves before their kin.
 */
export function distanceFrom({ exact, wide }: SearchQuery): RawBuilder<unknown> {
  // Normalization 1: long texts have more of everything. The rank is below 1.
  const rank = sql`ts_rank('{0.05, 0.1, 0.4, 1.0}', t.search, ${wide}::tsquery, 1)`;
  const places = sql`4 * (t.title_search @@ ${wide}::tsquery)::int + 2 * ((t.title_search || t.heading_search) @@ ${wide}::tsquery)::int
    + (t.search @@ ${exact}::tsquery)::int`;
  return sql`(-1e6 * (${places} + ${rank}))::bigint`;
}

/** Signs for private use, which no text has. */
const MARKS = ['\u{E000}', '\u{E001}'] as const;
const PIECES = `StartSel=${MARKS[0]}, StopSel=${MARKS[1]}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`;

/** The pieces of the reader's text that have what is looked for, to be read by `snippetOf`. */
export function piecesOf(wanted: string, locale: string): RawBuilder<string> {
  const plain = sql`coalesce(t.plain ->> ${locale}, t.plain ->> 'ru', t.plain ->> 'en')`;
  return sql<string>`ts_headline('russian', ${plain}, ${wanted}::tsquery, ${PIECES})`;
}

/** Whether anything is marked in it. */
export function isMarked(pieces: string): boolean {
  return pieces.includes(MARKS[0]);
}

export function snippetOf(pieces: string): Snippet {
  const [open, close] = MARKS;
  return pieces.split(open).flatMap((piece, index) => {
    if (index === 0) return piece === '' ? [] : [{ text: piece, marked: false }];
    const [marked = '', rest = ''] = piece.split(close);
    return [{ text: marked, marked: true }, ...(rest === '' ? [] : [{ text: rest, marked: false }])];
  });
}

/** Remembers the words of a text, and what morphology leaves of them. */
export async function learnWords(tx: Transaction, words: readonly string[]): Promise<void> {
  await tx.execute(
    sql`insert into vocabulary (word, stem)
      select word, stems[1] from (select word, tsvector_to_array(to_tsvector('russian', word)) as stems from unnest(${words}::text[]) word) known
      where cardinality(stems) = 1 order by word
      on conflict (word) do nothing`.compile(query),
  );
}
