import { Text } from '@mantine/core';
import classes from './knowledge.module.css';
import type { Article } from './queries.ts';

/** The piece of a text that has what was searched for. */
export function Snippet({ pieces }: { readonly pieces: NonNullable<Article['snippet']> }) {
  return (
    <Text size="sm" c="dimmed" component="p" className={classes.snippet}>
      {pieces.map(({ text, marked }, place) =>
        // oxlint-disable-next-line react/no-array-index-key -- a piece is its place
        marked ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
      )}
    </Text>
  );
}
