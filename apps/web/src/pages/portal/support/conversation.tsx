import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MarkdownText } from '../../../components/markdown.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { AttachedFiles } from './attached-files.tsx';
import { CommentMessage } from './comment-message.tsx';
import { MessageHead } from './message-head.tsx';
import { attachmentsQuery, commentsQuery, type Comment, type IssueDetails } from './queries.ts';
import classes from './support.module.css';

type Change = IssueDetails['history'][number];
type Entry = { readonly at: string } & ({ readonly comment: Comment } | { readonly change: Change });

/** What was asked, said and done, in its order. */
export function Conversation({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const comments = useSuspenseQuery(commentsQuery(issue.id)).data;
  const files = useSuspenseQuery(attachmentsQuery(issue.id)).data;
  const entries: readonly Entry[] = [
    ...comments.map((comment) => ({ at: comment.created_at, comment })),
    ...issue.history.filter(({ what }) => what !== 'opened').map((change) => ({ at: change.at, change })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return (
    <Section title={t('support.conversation')}>
      <ol className={classes.conversation}>
        <li className={classes.message} data-side={issue.created_by.side}>
          <MessageHead author={issue.created_by} at={issue.created_at} />
          <MarkdownText>{issue.description}</MarkdownText>
          <AttachedFiles issueId={issue.id} files={files.filter(({ comment_id }) => comment_id === null)} />
        </li>
        {entries.map((entry) =>
          'comment' in entry ? (
            <CommentMessage
              key={entry.comment.id}
              issueId={issue.id}
              comment={entry.comment}
              files={files.filter(({ comment_id }) => comment_id === entry.comment.id)}
            />
          ) : (
            <ChangeLine key={`${entry.at} ${entry.change.what}`} change={entry.change} />
          ),
        )}
      </ol>
    </Section>
  );
}

/** A step in the life of the request, between what was said. */
function ChangeLine({ change }: { readonly change: Change }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = change.by ? (change.by.name ?? t('support.somebody')) : t('support.portal');
  return (
    <li className={classes.event}>
      <Text size="sm" c="dimmed">
        {t(`support.history.${change.what}`, { name, ...useEnds(change) })} · {format.instant(change.at)}
      </Text>
    </li>
  );
}

/** From what to what, in words where the values have some. */
function useEnds({ what, from, to }: Change): { readonly from: string; readonly to: string } {
  const { t } = useTranslation();
  const worded = (value: string | null): string => {
    if (value === null) return t('common.none');
    if (what.startsWith('status_')) return t(`support.statuses.${value as IssueDetails['status']}`);
    if (what.startsWith('severity_')) return t(`support.severities.${value as IssueDetails['severity']}`);
    return value;
  };
  return { from: worded(from), to: worded(to) };
}
