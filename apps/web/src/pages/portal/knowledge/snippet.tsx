import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { i18n } from '../../../i18n/i18n.ts';
import classes from './knowledge.module.css';
import type { Article } from './queries.ts';

interface SnippetProps {
  readonly pieces: NonNullable<Article['snippet']>;
  /** Its language, where that is another one than the title's. */
  readonly translation: Article['snippet_locale'];
}

/** The piece of a text that has what was searched for. */
export function Snippet({ pieces, translation }: SnippetProps) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" component="p" className={classes.snippet} {...(translation && { lang: translation })}>
      {translation && <span lang={i18n.language}>{t(`knowledge.found_in.${translation}`)} </span>}
      {pieces.map(({ text, marked }, place) =>
        // oxlint-disable-next-line react/no-array-index-key -- a piece is its place
        marked ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
      )}
    </Text>
  );
}
