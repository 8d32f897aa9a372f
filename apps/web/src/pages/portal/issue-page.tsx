import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay, useMe } from '../../session/me.ts';
import { Desk } from '../staff/support/desk.tsx';
import { Composer } from './support/composer.tsx';
import { Conversation } from './support/conversation.tsx';
import { Followers } from './support/followers.tsx';
import { IssueActions } from './support/issue-actions.tsx';
import { IssueStatusLabel } from './support/labels.tsx';
import { MergedHere, MergedInto } from './support/merged.tsx';
import { Overview } from './support/overview.tsx';
import { IssueRating } from './support/rating.tsx';
import { attachmentsQuery, commentsQuery, followersQuery, issueQuery, type IssueDetails } from './support/queries.ts';
import classes from './support/support.module.css';

export const permission = 'issues.read_own';
export const words = 'support';

export async function load({ params }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  await Promise.all([ensure(issueQuery(id)), ensure(commentsQuery(id)), ensure(attachmentsQuery(id)), ensure(followersQuery(id))]);
}

export function Page() {
  const { t } = useTranslation();
  const issue = useSuspenseQuery(issueQuery(usePathParameter('id'))).data;
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <>
      <PageHeader
        title={`${issue.number}: ${issue.subject}`}
        back={
          <TextLink to={paths.issues()} size="sm">
            {t('support.title')}
          </TextLink>
        }
        aside={<IssueStatusLabel status={issue.status} />}
        actions={<IssueActions issue={issue} />}
      />
      <div className={classes.columns}>
        <div className={classes.column}>
          <MergedInto issue={issue} />
          <Conversation issue={issue} />
          <IssueRating key={issue.rating?.rated_at} issue={issue} />
          <Answer issue={issue} />
        </div>
        <div className={classes.column}>
          <Overview issue={issue} />
          <MergedHere issue={issue} />
          <Followers issue={issue} />
          {isStaff && <Desk issue={issue} />}
        </div>
      </div>
    </>
  );
}

function Answer({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const mayWrite = useMay('issues.write');
  if (issue.merged) return null;
  const isOpen = mayWrite && issue.status !== 'closed';
  return (
    <Section title={t('support.answer')}>
      {isOpen ? <Composer issue={issue} /> : <Text c="dimmed">{t(mayWrite ? 'support.closed_hint' : 'support.read_only')}</Text>}
    </Section>
  );
}
