import { Alert, Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { showReleases } from '../portal/release/queries.ts';
import { ChosenFiles } from './upload/chosen-files.tsx';
import { forgetDraft, keepDraft, readDraft, withFiles, type ChosenFile, type Draft, type ReleaseValues } from './upload/draft.ts';
import { FileDrop } from './upload/file-drop.tsx';
import { ReleaseFields } from './upload/release-fields.tsx';
import { uploadRelease } from './upload/upload-release.ts';
import { useUploading } from './upload/use-uploading.tsx';

export const permission = 'releases.upload';
export const words = 'delivery';

export async function load(): Promise<void> {
  await ensure(productChoiceQuery);
}

const nothing: ReleaseValues = {
  product: '',
  version: '',
  kind: 'update',
  channel: 'stable',
  released_at: '',
  notes_ru: '',
  notes_en: '',
  fixes: '',
};

export function Page() {
  const { t } = useTranslation();
  const [begun, setBegun] = useState(readDraft);
  function startOver(): void {
    forgetDraft();
    setBegun(undefined);
  }
  return (
    <>
      <PageHeader
        title={t('uploads.new')}
        back={
          <TextLink to={paths.releases()} size="sm">
            {t('releases.title')}
          </TextLink>
        }
      />
      {begun && begun.files.length > 0 && <Begun startOver={startOver} />}
      <UploadForm key={String(begun !== undefined)} draft={begun} />
    </>
  );
}

/** Says after a reload what is left to do. */
function Begun({ startOver }: { readonly startOver: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" variant="outline" title={t('uploads.begun_title')}>
      <Text mb="sm">{t('uploads.begun')}</Text>
      <Button variant="default" size="compact-sm" onClick={startOver}>
        {t('uploads.start_over')}
      </Button>
    </Alert>
  );
}

function UploadForm({ draft }: { readonly draft: Draft | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = usePageSearch();
  const [files, setFiles] = useState<readonly ChosenFile[]>(() => (draft?.files ?? []).map((file) => ({ ...file, contents: undefined })));
  const uploading = useUploading();
  const named = { product: search['product'] ?? '', version: search['version'] ?? '' };
  function remember(name: string, sha256: string): void {
    setFiles((known) => known.map((file) => (file.name === name ? { ...file, sha256 } : file)));
  }
  async function submit(values: ReleaseValues): Promise<void> {
    const chosen = files.flatMap((file) => (file.contents ? [{ ...file, contents: file.contents }] : []));
    const isDone = await uploading.run(chosen.length === files.length && files.length > 0, (watch) =>
      uploadRelease({ values, files: chosen }, { ...watch, measured: remember }),
    );
    if (!isDone) return;
    forgetDraft();
    await showReleases();
    announce(t('uploads.sent', { version: values.version }));
    await navigate({ to: isDone.id === undefined ? paths.uploads() : paths.upload(isDone.id) });
  }
  return (
    <Form initial={draft?.values ?? { ...nothing, ...named }} submit={submit} submitLabel={t('uploads.send')}>
      <DraftKeeper files={files} />
      <Section title={t('releases.files')}>
        <FileDrop add={(added) => setFiles((known) => withFiles(known, added))} />
        <ChosenFiles files={files} change={setFiles} />
      </Section>
      <Section title={t('uploads.about')}>
        <Stack gap="md">
          <ReleaseFields />
        </Stack>
      </Section>
      {uploading.view}
    </Form>
  );
}

/** Keeps what was typed and chosen, so that a reload loses nothing that was sent. */
function DraftKeeper({ files }: { readonly files: readonly ChosenFile[] }) {
  const { control } = useFormContext<ReleaseValues>();
  const values = useWatch({ control }) as ReleaseValues;
  useEffect(() => {
    if (files.length > 0) keepDraft({ values, files });
  }, [values, files]);
  return null;
}
