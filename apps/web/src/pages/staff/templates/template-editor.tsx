import { Alert, Button, Group, Text } from '@mantine/core';
import type { Template } from '@kabinet/contracts/documents/resources';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { isApiProblem } from '../../../api/problem.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { useLeaveGuard } from '../../../forms/use-leave-guard.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { Language } from '../../../i18n/i18n.ts';
import { useMay } from '../../../session/me.ts';
import { Preview } from './preview.tsx';
import { previewQuery, templatesQuery, versionOfTemplate, type Locale } from './queries.ts';
import { ResetTemplate } from './reset-template.tsx';
import { SourceFiles } from './source-files.tsx';
import { changeOf, draftOf, isChanged, type TemplateDraft } from './template-draft.ts';
import classes from './templates.module.css';

const SETTLED_MS = 600;

interface TemplateEditorProps {
  /** The product's id or slug, as the address names it. */
  readonly product: string;
  readonly template: Template;
  /** Whether it is the one that is looked at: only that one is tried. */
  readonly isShown: boolean;
}

/** The sources of one kind of document beside a sample that they make, as one types. */
export function TemplateEditor({ product, template, isShown }: TemplateEditorProps) {
  const { i18n } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(template));
  const [locale, setLocale] = useState<Locale>(i18n.language as Language);
  const [settled] = useDebouncedValue(draft, SETTLED_MS);
  const trial = { product, kind: template.kind, locale, change: changeOf(settled, template) };
  const preview = useQuery({ ...previewQuery(trial), enabled: isShown });
  const faults = isApiProblem(preview.error) ? preview.error.errors : [];
  const guard = useLeaveGuard(isChanged(draft, template));
  return (
    <div className={classes.editor}>
      <div className={classes.source}>
        <State template={template} />
        <SourceFiles draft={draft} change={setDraft} faults={faults} />
        <Actions product={product} template={template} draft={draft} replace={(fresh) => setDraft(draftOf(fresh))} />
      </div>
      <Preview preview={preview} locale={locale} setLocale={setLocale} isStale={settled !== draft || preview.isFetching} />
      {guard}
    </div>
  );
}

function State({ template: { custom, updated_at } }: { readonly template: Template }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = [
    t(custom ? 'templates.custom' : 'templates.built_in'),
    ...(updated_at === null ? [] : [t('templates.changed', { at: format.instant(updated_at) })]),
  ];
  return (
    <Text size="sm" c="dimmed">
      {words.join(' · ')}
    </Text>
  );
}

interface ActionsProps {
  readonly product: string;
  readonly template: Template;
  readonly draft: TemplateDraft;
  readonly replace: (fresh: Template) => void;
}

function Actions({ product, template, draft, replace }: ActionsProps) {
  const { t } = useTranslation();
  const save = useMutation({ mutationFn: () => keep(product, template, draft), onSuccess: () => announce(t('templates.saved_notice')) });
  if (!useMay('templates.manage')) return null;
  async function loadPresent(): Promise<void> {
    const { items } = await queryClient.query({ ...templatesQuery(product), staleTime: 0 });
    const fresh = items.find((item) => item.kind === template.kind);
    save.reset();
    if (fresh) replace(fresh);
  }
  return (
    <>
      {save.isError && <SaveFailure error={save.error} loadTheirs={() => void loadPresent()} />}
      <Group gap="sm">
        <Button loading={save.isPending} disabled={!isChanged(draft, template)} onClick={() => save.mutate()}>
          {t('templates.save')}
        </Button>
        {template.updated_at !== null && <ResetTemplate product={product} template={template} done={loadPresent} />}
      </Group>
    </>
  );
}

/** Replaces the template that the person saw; after a refusal for another's change the next attempt replaces theirs. */
async function keep(product: string, template: Template, draft: TemplateDraft): Promise<void> {
  const call = { params: { id: product, kind: template.kind }, body: changeOf(draft, template) };
  try {
    await api.documents.replaceTemplate(call, { ifMatch: versionOfTemplate(template) });
  } finally {
    await queryClient.invalidateQueries({ queryKey: templatesQuery(product).queryKey });
  }
}

function SaveFailure({ error, loadTheirs }: { readonly error: unknown; readonly loadTheirs: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = useWordsOf(error);
  const isOvertaken = isApiProblem(error, 'version_mismatch');
  return (
    <Alert role="alert" color={isOvertaken ? 'yellow' : 'red'} variant="outline" title={isOvertaken ? t('templates.changed_title') : title}>
      {isOvertaken ? t('templates.changed_detail') : detail}
      {isOvertaken && (
        <div>
          <Button size="compact-sm" variant="default" mt="sm" onClick={loadTheirs}>
            {t('templates.load_theirs')}
          </Button>
        </div>
      )}
    </Alert>
  );
}
