import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { followersQuery, type IssueDetails } from './queries.ts';
import classes from './support.module.css';

/** Who is told of the request; whoever may see it follows it by the button above. */
export function Followers({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const followers = useSuspenseQuery(followersQuery(issue.id)).data;
  return (
    <Section title={t('support.followers')}>
      {followers.length === 0 && <Text c="dimmed">{t('support.no_followers')}</Text>}
      <ul className={classes.notes}>
        {followers.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </Section>
  );
}
