import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { FailureDialog } from '../../../forms/failure-dialog.tsx';
import { TextAreaField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useMay, useMe } from '../../../session/me.ts';
import { showIssueChanges, type IssueDetails } from '../../portal/support/queries.ts';
import classes from '../../portal/support/support.module.css';
import { ClientContext } from './client-context.tsx';
import { Merge } from './merge.tsx';
import { engineersQuery, notesQuery } from './queries.ts';

interface OfIssue {
  readonly issue: IssueDetails;
}

/** What the support's people have beside a request, and no customer sees. */
export function Desk({ issue }: OfIssue) {
  const mayManage = useMay('issues.manage');
  const mayReadNotes = useMay('issues.read_notes');
  return (
    <>
      {mayManage && <Assignment issue={issue} />}
      {mayReadNotes && <Notes issue={issue} />}
      <ClientContext issue={issue} />
    </>
  );
}

function Assignment({ issue }: OfIssue) {
  const { id, assignee } = issue;
  const { t } = useTranslation();
  const me = useMe();
  const engineers = useQuery(engineersQuery).data ?? [];
  const assign = useMutation({
    mutationFn: (user_id: string | null) => api.issues.assignIssue({ params: { id }, body: { user_id } }),
    onSuccess: async ({ assignee: now }) => {
      announce(now ? t('support.assigned', { name: now.name }) : t('support.unassigned'));
      await showIssueChanges();
    },
  });
  const options = [{ value: '', label: t('support.nobody') }, ...engineers.map(({ id: value, name }) => ({ value, label: name }))];
  return (
    <Section title={t('support.desk')}>
      <Group align="end" gap="sm">
        <NativeSelect
          label={t('support.assignee')}
          data={options}
          value={assignee?.id ?? ''}
          disabled={assign.isPending}
          onChange={({ target }) => assign.mutate(target.value || null)}
        />
        {assignee?.id !== me.id && engineers.some((engineer) => engineer.id === me.id) && (
          <Button variant="default" loading={assign.isPending} onClick={() => assign.mutate(me.id)}>
            {t('support.take')}
          </Button>
        )}
      </Group>
      {!issue.merged && <Merge issue={issue} />}
      {assign.isError && <FailureDialog error={assign.error} close={assign.reset} />}
    </Section>
  );
}

function Notes({ issue: { id } }: OfIssue) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayManage = useMay('issues.manage');
  const notes = useQuery(notesQuery(id)).data ?? [];
  return (
    <Section title={t('support.notes')}>
      <Text size="sm" c="dimmed">
        {t('support.notes_hint')}
      </Text>
      {notes.length === 0 && <Text c="dimmed">{t('support.no_notes')}</Text>}
      <ul className={classes.notes}>
        {notes.map(({ id: key, author, body, created_at }) => (
          <li key={key}>
            <Text size="sm" c="dimmed">
              {author.name} · {format.instant(created_at)}
            </Text>
            <Text className={classes.name}>{body}</Text>
          </li>
        ))}
      </ul>
      {mayManage && <NewNote key={notes.length} id={id} />}
    </Section>
  );
}

function NewNote({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  async function submit(body: { body: string }, idempotencyKey: string): Promise<void> {
    await api.issues.createNote({ params: { id }, body }, { idempotencyKey });
    announce(t('support.note_added'));
    await showIssueChanges();
  }
  return (
    <Form initial={{ body: '' }} submit={submit} submitLabel={t('support.add_note')}>
      <TextAreaField name="body" label={t('support.note')} required />
    </Form>
  );
}
