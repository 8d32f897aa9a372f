import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { createIntent } from '../../../api/intent.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { useWordsOf } from '../../../components/failure-notice.tsx';
import { useMay, useMe } from '../../../session/me.ts';
import { CannedPicker } from '../../staff/support/canned-picker.tsx';
import { AttachButton, DropArea } from './drop-area.tsx';
import { FileList } from './file-list.tsx';
import { showIssueChanges, type IssueDetails } from './queries.ts';
import { useDraft } from './use-draft.ts';
import { useFiles } from './use-files.ts';

/** Where one answers: the draft stays, files are pasted and dropped. */
export function Composer({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const { id: me } = useMe();
  const mayManage = useMay('issues.manage');
  const [text, setText] = useDraft(`${me}.${issue.id}`);
  const { files, add, remove, clear } = useFiles(issue.id);
  const sending = useSending(issue.id, () => {
    setText('');
    clear();
  });
  const isReady = text.trim() !== '' && files.every(({ state }) => state !== 'sending');
  const send = () => sending.mutate({ body: text, attachment_ids: files.flatMap(({ id }) => id ?? []) });
  return (
    <DropArea add={add}>
      <Stack gap="sm">
        <Failure error={sending.error} />
        <Textarea
          label={t('support.answer')}
          description={t('support.answer_hint')}
          autosize
          minRows={4}
          maxRows={24}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) send();
          }}
        />
        <FileList files={files} remove={(file) => void remove(file)} />
        <Group gap="sm">
          <Button disabled={!isReady} loading={sending.isPending} onClick={send}>
            {t('support.send')}
          </Button>
          <AttachButton add={add} />
          {mayManage && <CannedPicker insert={(answer) => setText(text === '' ? answer : `${text}\n\n${answer}`)} />}
        </Group>
      </Stack>
    </DropArea>
  );
}

interface Said {
  readonly body: string;
  readonly attachment_ids: string[];
}

/** Sends an answer once, however often the button is pressed for it. */
function useSending(id: string, done: () => void) {
  const { t } = useTranslation();
  const [intent] = useState(createIntent);
  return useMutation({
    mutationFn: (body: Said) => api.issues.createComment({ params: { id }, body }, { idempotencyKey: intent.keyFor(body) }),
    onError: (error) => intent.failed(error),
    onSuccess: async () => {
      done();
      announce(t('support.sent'));
      await showIssueChanges();
    },
  });
}

function Failure({ error }: { readonly error: Error | null }) {
  const { title, detail } = useWordsOf(error);
  if (error === null) return null;
  return (
    <Alert role="alert" color="red" variant="outline" title={title}>
      {detail}
    </Alert>
  );
}
