import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { MarkdownText } from '../../../components/markdown.tsx';
import { ActionDialog } from '../../../forms/action-dialog.tsx';
import { TextAreaField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { useMay, useMe } from '../../../session/me.ts';
import { AttachedFiles } from './attached-files.tsx';
import { MessageHead } from './message-head.tsx';
import { showIssueChanges, type Attachment, type Comment } from './queries.ts';
import { useNow } from './use-now.ts';
import classes from './support.module.css';

interface CommentMessageProps {
  readonly issueId: string;
  readonly comment: Comment;
  readonly files: readonly Attachment[];
}

/** Something that was said; its author may think better of it for a while. */
export function CommentMessage({ issueId, comment, files }: CommentMessageProps) {
  const { t } = useTranslation();
  const [isEdited, edit] = useState(false);
  const { author, body, delivery, created_at, edited_at, deleted_at } = comment;
  return (
    <li className={classes.message} data-side={author.side}>
      <MessageHead author={author} at={created_at} delivery={delivery}>
        {edited_at !== null && deleted_at === null && (
          <Text span size="sm" c="dimmed">
            {t('support.edited')}
          </Text>
        )}
      </MessageHead>
      {deleted_at !== null && <Text c="dimmed">{t('support.deleted')}</Text>}
      {deleted_at === null &&
        (isEdited ? <Editor issueId={issueId} comment={comment} close={() => edit(false)} /> : <MarkdownText>{body}</MarkdownText>)}
      <AttachedFiles issueId={issueId} files={files} />
      {!isEdited && <Seconds issueId={issueId} comment={comment} edit={() => edit(true)} />}
    </li>
  );
}

interface OfComment {
  readonly issueId: string;
  readonly comment: Comment;
}

/** What the author may still do. */
function Seconds({ issueId, comment, edit }: OfComment & { readonly edit: () => void }) {
  const { t } = useTranslation();
  const { id } = useMe();
  const mayWrite = useMay('issues.write');
  const now = useNow();
  const [isAsked, ask] = useState(false);
  const isOpen = comment.deleted_at === null && Date.parse(comment.editable_until) > now;
  if (!mayWrite || comment.author.id !== id || !isOpen) return null;
  async function remove(): Promise<void> {
    await api.issues.deleteComment({ params: { id: issueId, comment_id: comment.id } });
    announce(t('support.removed'));
    await showIssueChanges();
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={edit}>
        {t('support.edit')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => ask(true)}>
        {t('support.remove')}
      </Button>
      {isAsked && (
        <ActionDialog
          title={t('support.remove_title')}
          preview={t('support.remove_text')}
          confirmLabel={t('support.remove')}
          act={remove}
          close={() => ask(false)}
        />
      )}
    </>
  );
}

function Editor({ issueId, comment, close }: OfComment & { readonly close: () => void }) {
  const { t } = useTranslation();
  async function submit(body: { body: string }): Promise<void> {
    await api.issues.changeComment({ params: { id: issueId, comment_id: comment.id }, body });
    await showIssueChanges();
    announce(t('support.saved'));
    close();
  }
  return (
    <Form initial={{ body: comment.body }} submit={submit} submitLabel={t('support.save')} cancel={close} unguarded>
      <TextAreaField name="body" label={t('support.answer')} required autoFocus />
    </Form>
  );
}
