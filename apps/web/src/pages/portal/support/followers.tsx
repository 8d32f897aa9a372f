import { Button, Group, Select, Text } from '@mantine/core';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { FailureDialog } from '../../../forms/failure-dialog.tsx';
import { useMay } from '../../../session/me.ts';
import { followerCandidatesQuery, followersQuery, showIssueChanges, type IssueDetails } from './queries.ts';
import classes from './support.module.css';

interface OfIssue {
  readonly issue: IssueDetails;
}

/** Who is told of the request; whoever may write in it adds others, and has them follow no longer. */
export function Followers({ issue: { id } }: OfIssue) {
  const { t } = useTranslation();
  const mayWrite = useMay('issues.write');
  const followers = useSuspenseQuery(followersQuery(id)).data;
  const remove = useMutation({
    mutationFn: async ({ id: user_id, name }: (typeof followers)[number]) => {
      await api.issues.removeFollower({ params: { id, user_id } });
      announce(t('support.follower_removed', { name }));
    },
    onSettled: showIssueChanges,
  });
  return (
    <Section title={t('support.followers')}>
      {followers.length === 0 && <Text c="dimmed">{t('support.no_followers')}</Text>}
      <ul className={classes.notes}>
        {followers.map((follower) => (
          <li key={follower.id}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text className={classes.name}>{follower.name}</Text>
              {mayWrite && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  disabled={remove.isPending}
                  aria-label={t('support.remove_follower', { name: follower.name })}
                  onClick={() => remove.mutate(follower)}
                >
                  {t('support.take_off')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {mayWrite && <NewFollower id={id} />}
      {remove.isError && <FailureDialog error={remove.error} close={remove.reset} />}
    </Section>
  );
}

function NewFollower({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const candidates = useQuery(followerCandidatesQuery(id)).data ?? [];
  const add = useMutation({
    mutationFn: async (user_id: string) => {
      await api.issues.addFollower({ params: { id, user_id } });
      announce(t('support.follower_added', { name: candidates.find((person) => person.id === user_id)?.name ?? '' }));
    },
    onSettled: showIssueChanges,
  });
  if (candidates.length === 0) return null;
  return (
    <>
      <Select
        label={t('support.add_follower')}
        placeholder={t('support.choose')}
        data={candidates.map((person) => ({ value: person.id, label: person.name }))}
        searchable
        withScrollArea={false}
        styles={{ options: { maxHeight: 280, overflowY: 'auto' } }}
        value={null}
        disabled={add.isPending}
        onChange={(user_id) => user_id !== null && add.mutate(user_id)}
      />
      {add.isError && <FailureDialog error={add.error} close={add.reset} />}
    </>
  );
}
