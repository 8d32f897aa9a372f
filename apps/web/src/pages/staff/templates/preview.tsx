import { Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedFile } from '../../../api/client.ts';
import { isApiProblem } from '../../../api/problem.ts';
import { saveFile } from '../../../api/save-file.ts';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { Icon } from '../../../components/icons.tsx';
import type { Locale } from './queries.ts';
import classes from './templates.module.css';

interface PreviewProps {
  readonly preview: { readonly data: SavedFile | undefined; readonly error: unknown };
  readonly locale: Locale;
  readonly setLocale: (locale: Locale) => void;
  /** What is shown was made by an earlier text; the next is on its way. */
  readonly isStale: boolean;
}

/** The sample, in the browser's own viewer; the last one that there was stays while the template does not compile. */
export function Preview({ preview: { data, error }, locale, setLocale, isStale }: PreviewProps) {
  const { t } = useTranslation();
  const id = useId();
  const shown = useLast(data);
  return (
    <section aria-labelledby={id} className={classes.preview}>
      <Group justify="space-between" align="end">
        <Title order={2} size="h4" id={id}>
          {t('templates.preview')}
        </Title>
        <NativeSelect
          aria-label={t('templates.language')}
          data={(['ru', 'en'] as const).map((value) => ({ value, label: t(`templates.languages.${value}`) }))}
          value={locale}
          onChange={({ currentTarget }) => setLocale(currentTarget.value as Locale)}
        />
      </Group>
      <Standing error={error} isStale={isStale} hasSample={shown.value !== undefined} />
      {/* Another document is another frame: one frame would make a step back of each. */}
      {shown.value && <Sample key={shown.count} file={shown.value} />}
    </section>
  );
}

interface StandingProps {
  readonly error: unknown;
  readonly isStale: boolean;
  readonly hasSample: boolean;
}

/** Always there, so that changes of it are read out. */
function Standing({ error, isStale, hasSample }: StandingProps) {
  const { t } = useTranslation();
  const { title } = useWordsOf(error);
  const isFaulty = isApiProblem(error) && error.errors.length > 0;
  function words(): string {
    if (isStale) return t('templates.making');
    if (isFaulty) return t(hasSample ? 'templates.stale' : 'templates.none');
    return error ? title : '';
  }
  return (
    <Text role="status" size="sm" c={error && !isStale ? 'var(--mantine-color-error)' : 'dimmed'}>
      {words()}
    </Text>
  );
}

function Sample({ file }: { readonly file: SavedFile }) {
  const { t } = useTranslation();
  const { content } = file;
  const show = useCallback(
    (frame: HTMLIFrameElement) => {
      const url = URL.createObjectURL(content);
      frame.src = `${url}#toolbar=0&navpanes=0&view=FitH`;
      return () => URL.revokeObjectURL(url);
    },
    [content],
  );
  return (
    <>
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF in a sandbox; this one is made by our renderer */}
      <iframe ref={show} className={`${classes.frame} wide-only`} title={t('templates.preview_title')} />
      <div className="no-print">
        <Button variant="default" size="compact-sm" leftSection={<Icon name="download" />} onClick={() => saveFile(file)}>
          {t('templates.open')}
        </Button>
      </div>
    </>
  );
}

/** What was there last, when there is nothing now, and how many there were. */
function useLast<Value>(value: Value | undefined): { readonly value: Value | undefined; readonly count: number } {
  const [last, setLast] = useState({ value, count: 0 });
  if (value !== undefined && value !== last.value) setLast({ value, count: last.count + 1 });
  return last;
}
