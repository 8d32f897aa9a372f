import type { CannedAnswer } from '@kabinet/contracts/issues/resources';
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ActionDialog } from '../../forms/action-dialog.tsx';
import { Dialog } from '../../forms/dialog.tsx';
import { TextAreaField, TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';

export const permission = 'issues.manage';
export const words = 'support';

const list: ListDefinition<CannedAnswer> = {
  name: 'canned-answers',
  // They are the support's own, of no organization.
  of: 'support',
  fetch: (query, signal) => api.issues.listCannedAnswers({ query }, { signal }),
  filters: [],
  sort: 'title',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  const [isNew, begin] = useState(false);
  return (
    <>
      <PageHeader
        title={t('support.canned')}
        back={
          <TextLink to={paths.issues()} size="sm">
            {t('support.title')}
          </TextLink>
        }
        actions={<Button onClick={() => begin(true)}>{t('support.canned_new')}</Button>}
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ title }) => title}
        empty={<Notice title={t('support.canned_empty_title')}>{t('support.canned_empty')}</Notice>}
      />
      {isNew && <Editor close={() => begin(false)} />}
    </>
  );
}

function useColumns(): readonly Column<CannedAnswer>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'title', header: t('support.canned_title'), sort: 'title', isKey: true, cell: ({ title }) => title },
    { id: 'updated_at', header: t('support.updated_at'), sort: 'updated_at', cell: ({ updated_at }) => format.instant(updated_at) },
    { id: 'actions', header: t('organizations.actions'), cell: (answer) => <Actions answer={answer} /> },
  ];
}

function Actions({ answer }: { readonly answer: CannedAnswer }) {
  const { t } = useTranslation();
  const [asked, ask] = useState<'edit' | 'remove'>();
  const close = () => ask(undefined);
  async function remove(): Promise<void> {
    await api.issues.deleteCannedAnswer({ params: { id: answer.id } });
    announce(t('support.canned_removed'));
    await queryClient.invalidateQueries({ queryKey: ['canned-answers'] });
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => ask('edit')}>
        {t('support.edit')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => ask('remove')}>
        {t('support.remove')}
      </Button>
      {asked === 'edit' && <Editor answer={answer} close={close} />}
      {asked === 'remove' && (
        <ActionDialog
          title={t('support.remove')}
          preview={t('support.canned_remove_text', { title: answer.title })}
          confirmLabel={t('support.remove')}
          act={remove}
          close={close}
        />
      )}
    </Group>
  );
}

function Editor({ answer, close }: { readonly answer?: CannedAnswer; readonly close: () => void }) {
  const { t } = useTranslation();
  const initial = { title: answer?.title ?? '', body: answer?.body ?? '' };
  async function submit(body: typeof initial, idempotencyKey: string): Promise<void> {
    await (answer
      ? api.issues.replaceCannedAnswer({ params: { id: answer.id }, body })
      : api.issues.createCannedAnswer({ body }, { idempotencyKey }));
    announce(t('support.canned_saved'));
    await queryClient.invalidateQueries({ queryKey: ['canned-answers'] });
    close();
  }
  return (
    <Dialog title={t(answer ? 'support.canned_edit' : 'support.canned_new')} close={close}>
      <Form initial={initial} submit={submit} submitLabel={t('support.save')} cancel={close} unguarded>
        <TextField name="title" label={t('support.canned_title')} required autoFocus />
        <TextAreaField name="body" label={t('support.canned_body')} required />
      </Form>
    </Dialog>
  );
}
