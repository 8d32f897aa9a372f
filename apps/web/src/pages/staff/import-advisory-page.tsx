import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { isApiProblem } from '../../api/problem.ts';
import { announce } from '../../components/announcements/announce.ts';
import { CodeArea, type LineFault } from '../../components/code-area.tsx';
import { useWordsOf } from '../../components/failure-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { showAdvisories } from '../portal/advisory/queries.ts';
import { lineOfPointer } from './product/line-of-pointer.ts';

export const permission = 'advisories.import';
export const words = 'advisories';

export function Page() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const taking = useImport();
  async function choose(file: File): Promise<void> {
    taking.reset();
    setText(await file.text());
  }
  return (
    <>
      <PageHeader
        title={t('advisories.import_title')}
        back={
          <TextLink to={paths.advisories()} size="sm">
            {t('advisories.title')}
          </TextLink>
        }
      />
      <Stack gap="md">
        <Text c="dimmed">{t('advisories.import_lead')}</Text>
        {taking.isError && <Refusal error={taking.error} />}
        <FileChoice choose={(file) => void choose(file)} />
        <CodeArea label={t('advisories.text')} value={text} onChange={setText} faults={faultsIn(taking.error, taking.variables ?? '')} />
        <Group>
          <Button loading={taking.isPending} disabled={text.trim() === ''} onClick={() => taking.mutate(text)}>
            {t('advisories.take_in')}
          </Button>
        </Group>
      </Stack>
    </>
  );
}

function FileChoice({ choose }: { readonly choose: (file: File) => void }) {
  const { t } = useTranslation();
  return (
    <Group>
      <FileButton accept=".json,application/json" onChange={(file) => file && choose(file)}>
        {(button) => (
          <Button variant="default" {...button}>
            {t('advisories.choose_file')}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}

/** Sends the text and goes on to the advisory that it made. */
function useImport() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useMutation({
    async mutationFn(text: string) {
      const advisory = await api.products.importAdvisory({ body: documentIn(text, t('advisories.not_an_object')) });
      await showAdvisories();
      announce(t('advisories.import_done', { id: advisory.tracking_id }));
      await navigate({ to: paths.advisory(advisory.id) });
    },
  });
}

/** @throws {SyntaxError} for what is no JSON object. */
function documentIn(text: string, notAnObject: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError(notAnObject);
  return value as Record<string, unknown>;
}

function Refusal({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const words = useWordsOf(error);
  const isSyntax = error instanceof SyntaxError;
  return (
    <Alert role="alert" color="red" variant="outline" title={isSyntax ? t('advisories.not_json', { detail: error.message }) : words.title}>
      {!isSyntax && words.detail}
    </Alert>
  );
}

/** The faults at the lines of what was sent. */
function faultsIn(error: Error | null, sent: string): LineFault[] {
  if (!isApiProblem(error)) return [];
  return error.errors.map(({ pointer, detail }) => ({ line: lineOfPointer(sent, pointer), message: `${pointer} ${detail}` }));
}
