import type { ReleaseKey } from '@kabinet/contracts/artifacts/resources';
import { Button, Text } from '@mantine/core';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { CodeLine } from '../../components/code-line.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { StateLabel } from '../../components/state-label.tsx';
import { ActionDialog, type ActionInput } from '../../forms/action-dialog.tsx';
import { Dialog } from '../../forms/dialog.tsx';
import { TextAreaField, TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';

export const permission = 'releases.read';
export const words = 'delivery';

const keysQuery = queryOptions({ queryKey: ['release-keys'], queryFn: ({ signal }) => api.artifacts.listReleaseKeys({}, { signal }) });

export async function load(): Promise<void> {
  await ensure(keysQuery);
}

export function Page() {
  const { t } = useTranslation();
  const { keys } = useSuspenseQuery(keysQuery).data;
  const mayManage = useMay('releases.manage');
  return (
    <>
      <PageHeader
        title={t('releases.keys')}
        back={
          <TextLink to={paths.releases()} size="sm">
            {t('releases.title')}
          </TextLink>
        }
        actions={mayManage && <AddKey />}
      />
      <Text c="dimmed">{t('releases.keys_lead')}</Text>
      {keys.length === 0 && <Notice title={t('releases.no_keys_title')}>{t('releases.no_keys')}</Notice>}
      {keys.map((key) => (
        <Key key={key.id} releaseKey={key} mayManage={mayManage} />
      ))}
    </>
  );
}

function Key({ releaseKey: key, mayManage }: { readonly releaseKey: ReleaseKey; readonly mayManage: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, name, public_key, added_at, retired_at } = key;
  return (
    <Section
      title={name}
      aside={
        <StateLabel tone={retired_at === null ? 'good' : 'over'}>
          {retired_at === null ? t('releases.key_signs') : t('releases.key_retired', { at: format.instant(retired_at) })}
        </StateLabel>
      }
    >
      <Text size="sm" c="dimmed">
        {t('releases.key_facts', { id, at: format.instant(added_at) })}
      </Text>
      <CodeLine label={t('releases.public_key')} code={public_key} />
      {mayManage && retired_at === null && <RetireKey releaseKey={key} />}
    </Section>
  );
}

function AddKey() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  async function submit(body: { name: string; public_key: string }, idempotencyKey: string): Promise<void> {
    await api.artifacts.addReleaseKey({ body }, { idempotencyKey });
    await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
    announce(t('releases.key_added', { name: body.name }));
    close();
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('releases.add_key')}</Button>
      {isOpen && (
        <Dialog title={t('releases.add_key')} close={close}>
          <Form initial={{ name: '', public_key: '' }} submit={submit} submitLabel={t('releases.publish_key')} cancel={close}>
            <Text size="sm">{t('releases.add_key_lead')}</Text>
            <TextField name="name" label={t('releases.key_name')} description={t('releases.key_name_hint')} required autoFocus />
            <TextAreaField name="public_key" label={t('releases.public_key')} description={t('releases.public_key_hint')} required />
          </Form>
        </Dialog>
      )}
    </>
  );
}

function RetireKey({ releaseKey: { id, name } }: { readonly releaseKey: ReleaseKey }) {
  const { t } = useTranslation();
  const [isAsked, ask] = useState(false);
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    await api.artifacts.retireReleaseKey({ params: { id } }, { idempotencyKey });
    await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
    announce(t('releases.key_retire_done', { name }));
  }
  return (
    <div>
      <Button variant="default" size="compact-sm" onClick={() => ask(true)}>
        {t('releases.retire_key')}
      </Button>
      {isAsked && (
        <ActionDialog
          title={t('releases.retire_key_title', { name })}
          preview={t('releases.retire_key_preview')}
          confirmLabel={t('releases.retire_key')}
          confirmationWord={name}
          act={act}
          close={() => ask(false)}
        />
      )}
    </div>
  );
}
