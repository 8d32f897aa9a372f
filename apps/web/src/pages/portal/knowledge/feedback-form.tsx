import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { TextAreaField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { showArticleChanges, type ArticleDetails } from './queries.ts';

/** “Was this helpful?”, with what was answered before; who says no is asked what is missing. */
export function FeedbackForm({ article: { id, my_feedback: said } }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  const [isAsked, ask] = useState(false);
  const saying = useMutation({ mutationFn: (helpful: boolean) => say(helpful, said?.comment ?? '') });
  async function say(helpful: boolean, comment: string): Promise<void> {
    await api.knowledge.giveFeedback({ params: { id }, body: { helpful, comment: comment.trim() === '' ? null : comment } });
    announce(t('knowledge.thanks'));
    ask(!helpful && comment === '');
    await showArticleChanges();
  }
  const answers = [true, false] as const;
  return (
    <Section title={t('knowledge.helpful')}>
      <Group gap="xs">
        {answers.map((helpful) => (
          <Button
            key={String(helpful)}
            variant={said?.helpful === helpful ? 'light' : 'default'}
            aria-pressed={said?.helpful === helpful}
            loading={saying.isPending && saying.variables === helpful}
            onClick={() => saying.mutate(helpful)}
          >
            {t(helpful ? 'knowledge.yes' : 'knowledge.no')}
          </Button>
        ))}
      </Group>
      {saying.isError && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {t('knowledge.not_kept')}
        </Text>
      )}
      {isAsked && <WhatIsMissing send={(comment) => say(false, comment)} close={() => ask(false)} />}
    </Section>
  );
}

interface WhatIsMissingProps {
  readonly send: (comment: string) => Promise<void>;
  readonly close: () => void;
}

function WhatIsMissing({ send, close }: WhatIsMissingProps) {
  const { t } = useTranslation();
  return (
    <Form initial={{ comment: '' }} submit={({ comment }) => send(comment)} submitLabel={t('knowledge.send')} cancel={close} unguarded>
      <TextAreaField name="comment" label={t('knowledge.missing')} required autoFocus />
    </Form>
  );
}
