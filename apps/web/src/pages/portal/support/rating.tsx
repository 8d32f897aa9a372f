import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Section } from '../../../components/section.tsx';
import { ChoiceField, TextAreaField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { showIssueChanges, type IssueDetails } from './queries.ts';

const SCORES = [5, 4, 3, 2, 1] as const;

/** Asks whoever opened a request how it was dealt with; everybody else sees what they said. */
export function IssueRating({ issue }: { readonly issue: IssueDetails }) {
  const { t } = useTranslation();
  const { id, rating, may_rate } = issue;
  if (!may_rate && rating === null) return null;
  async function submit({ score, remark }: { score: string; remark: string }): Promise<void> {
    const body = { score: Number(score), remark: remark.trim() === '' ? null : remark };
    await api.issues.rateIssue({ params: { id }, body });
    announce(t('rating.thanks'));
    await showIssueChanges();
  }
  return (
    <Section title={t(may_rate ? 'rating.question' : 'rating.title')}>
      {may_rate ? (
        <Form
          initial={{ score: String(rating?.score ?? 5), remark: rating?.remark ?? '' }}
          submit={submit}
          submitLabel={t(rating === null ? 'rating.send' : 'rating.change')}
          unguarded
        >
          <ChoiceField
            name="score"
            label={t('rating.score')}
            options={SCORES.map((value) => ({ value: String(value), label: t(`rating.score_${value}`) }))}
          />
          <TextAreaField name="remark" label={t('rating.remark')} />
        </Form>
      ) : (
        <Text>{[t(`rating.score_${(rating?.score ?? 5) as 1}`), rating?.remark].filter(Boolean).join(': ')}</Text>
      )}
    </Section>
  );
}
