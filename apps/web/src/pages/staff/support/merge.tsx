import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { FoundField, SHOWN, type FoundOption } from '../../../forms/found-field.tsx';
import { showIssueChanges, type IssueDetails } from '../../portal/support/queries.ts';

interface OfIssue {
  readonly issue: IssueDetails;
}

/** Has the conversation go on in another request of the same customer. */
export function Merge({ issue }: OfIssue) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('support.merge')}
      </Button>
      {isOpen && <MergeDialog issue={issue} close={() => setOpen(false)} />}
    </>
  );
}

async function findOthers({ id, cabinet }: IssueDetails, text: string, signal: AbortSignal): Promise<readonly FoundOption[]> {
  const query = { cabinet_id: cabinet.id, descendants: false, limit: SHOWN, ...(text === '' ? {} : { q: text }) };
  const { items } = await api.issues.listIssues({ query }, { signal });
  return items.filter((other) => other.id !== id).map((other) => ({ value: other.id, label: `${other.subject} · ${other.number}` }));
}

function MergeDialog({ issue, close }: OfIssue & { readonly close: () => void }) {
  const { t } = useTranslation();
  const { id, number } = issue;
  async function submit({ into_id }: { into_id: string }, idempotencyKey: string): Promise<void> {
    await api.issues.mergeIssue({ params: { id }, body: { into_id } }, { idempotencyKey, ifMatch: versionOf(issue) });
    announce(t('support.merged_now'));
    close();
    await showIssueChanges();
  }
  return (
    <Dialog title={t('support.merge_title', { number })} close={close}>
      <Form
        initial={{ into_id: '' }}
        submit={submit}
        submitLabel={t('support.merge_confirm')}
        cancel={close}
        reload={async () => {
          await showIssueChanges();
          return { into_id: '' };
        }}
        unguarded
      >
        <Text>{t('support.merge_preview', { number })}</Text>
        <FoundField
          name="into_id"
          label={t('support.merge_into')}
          required
          placeholder={t('support.find_issue')}
          nothingFound={t('support.no_issue_found')}
          queryKey={['issues', 'choice', id]}
          find={(text, signal) => findOthers(issue, text, signal)}
        />
      </Form>
    </Dialog>
  );
}
