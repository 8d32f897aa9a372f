import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { files } from '../../../api/api.ts';
import { ArticleText } from '../../../components/article-text.tsx';
import type { ArticleDetails } from './queries.ts';

interface ArticleBodyProps {
  readonly article: Pick<ArticleDetails, 'id' | 'files'>;
  readonly body: string;
}

/** The text of an article with its own pictures. */
export function ArticleBody({ article: { id, files: known }, body }: ArticleBodyProps) {
  const { t } = useTranslation();
  const loadPicture = useCallback(
    (name: string) => {
      const file = known.find((one) => one.name === name);
      return file && files.knowledge.downloadArticleFile({ params: { id, file_id: file.id } }).then(pictureOf);
    },
    [id, known],
  );
  const callouts = {
    note: t('knowledge.callouts.note'),
    tip: t('knowledge.callouts.tip'),
    important: t('knowledge.callouts.important'),
    warning: t('knowledge.callouts.warning'),
    caution: t('knowledge.callouts.caution'),
  };
  return (
    <ArticleText loadPicture={loadPicture} callouts={callouts}>
      {body}
    </ArticleText>
  );
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/** The API says of no file what it is: a browser is told of a picture that it is one, and of nothing else. */
function pictureOf({ name, content }: { readonly name: string; readonly content: Blob }): Blob {
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  return new Blob([content], { type: TYPES[extension] ?? 'application/octet-stream' });
}
