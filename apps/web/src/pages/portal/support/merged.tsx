import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import type { IssueDetails } from './queries.ts';
import classes from './support.module.css';

interface OfIssue {
  readonly issue: IssueDetails;
}

/** Where the conversation goes on, as far as the reader may know. */
export function MergedInto({ issue: { merged } }: OfIssue) {
  const { t } = useTranslation();
  if (!merged) return null;
  const { into } = merged;
  return (
    <Alert color="blue" variant="light" title={t('support.merged_title')}>
      {into ? (
        <>
          {t('support.merged_goes_on')} <TextLink to={paths.issue(into.id)}>{`${into.number}: ${into.subject}`}</TextLink>
        </>
      ) : (
        t('support.merged_elsewhere')
      )}
    </Alert>
  );
}

/** What else is talked about here. */
export function MergedHere({ issue: { merged_here } }: OfIssue) {
  const { t } = useTranslation();
  if (merged_here.length === 0) return null;
  return (
    <Section title={t('support.merged_here')}>
      <ul className={classes.notes}>
        {merged_here.map(({ id, number, subject }) => (
          <li key={id}>
            <TextLink to={paths.issue(id)}>{subject}</TextLink>
            <Text size="sm" c="dimmed">
              {number}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
