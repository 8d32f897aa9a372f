/** Rows on the wire: one JSON text per line, each line ended by a line feed (NDJSON). */

export const ROWS_TYPE = 'application/x-ndjson';

/** Characters that are sent together: a write per row would cost more than the row. */
const BATCH = 65_536;

/** Writes rows as they come, many lines at a time. */
export async function* writeRows(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let lines = '';
  for await (const row of rows) {
    lines += `${JSON.stringify(row)}\n`;
    if (lines.length < BATCH) continue;
    yield lines;
    lines = '';
  }
  if (lines !== '') yield lines;
}

/** Reads rows as they arrive. Throws what broke the stream, and for a last line that was cut. */
export async function* readRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== '') throw new Error('the rows end in the middle of a line');
}
