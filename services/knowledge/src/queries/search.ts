import type { Snippet } from '@kabinet/contracts/knowledge/resources';
import type { Queryable, Transaction } from '@kabinet/database';
import { sql, type RawBuilder } from 'kysely';
import type { Reading } from '../domain/search-words.ts';
import { query } from '../tables.ts';

/** So many words that look alike are compared letter by letter. */
const NEAR = 12;

interface ReadingRow extends Reading {
  readonly place: number;
}

/** What the vocabulary knows of the readings of each word, in one question. */
export async function readReadings(db: Queryable, readings: readonly (readonly string[])[]): Promise<Reading[][]> {
  const flat = readings.flatMap((words, place) => words.map((word, order) => ({ word, place, order })));
  const last = readings.length - 1;
  const rows = await db.rows(
    sql<ReadingRow>`select asked.place, asked.word, asked.query, asked.is_known as "isKnown",
        not asked.is_known and asked.place = ${last} and exists (select from vocabulary v
          where v.word like regexp_replace(asked.word, '([\\\\%_])', '\\\\\\1', 'g') || '%') as "isBeginning",
        case when asked.is_known then '[]'::json else (select coalesce(json_agg(near), '[]') from (
          select v.word, plainto_tsquery('russian', v.word)::text as query from vocabulary v
            where v.word operator(public.%) asked.word order by public.similarity(v.word, asked.word) desc, v.word limit ${NEAR}) near) end as near
      from (select given.place, given.word, given.number, plainto_tsquery('russian', given.word)::text as query,
          exists (select from vocabulary v where v.stem = any(tsvector_to_array(to_tsvector('russian', given.word)))) as is_known
        from unnest(${flat.map(({ place }) => place)}::int[], ${flat.map(({ word }) => word)}::text[])
          with ordinality as given (place, word, number)) asked
      order by asked.number`.compile(query),
  );
  return readings.map((_, place) => rows.filter((row) => row.place === place));
}

/** How far a row of `shown_article t` is from what is looked for: the lower, the better. Titles count most, then headings. */
export function distanceFrom(wanted: string): RawBuilder<unknown> {
  // Normalization 1: long texts have more of everything.
  return sql`(-1e6 * ts_rank('{0.05, 0.1, 0.4, 1.0}', t.search, ${wanted}::tsquery, 1))::bigint`;
}

/** Signs for private use, which no text has. */
const MARKS = ['\u{E000}', '\u{E001}'] as const;
const PIECES = `StartSel=${MARKS[0]}, StopSel=${MARKS[1]}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`;

/** The pieces of the reader's text that have what is looked for, to be read by `snippetOf`. */
export function piecesOf(wanted: string, locale: string): RawBuilder<string> {
  const plain = sql`coalesce(t.plain ->> ${locale}, t.plain ->> 'ru', t.plain ->> 'en')`;
  return sql<string>`ts_headline('russian', ${plain}, ${wanted}::tsquery, ${PIECES})`;
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
