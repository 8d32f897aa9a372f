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
  if (!may_rate) return rating && <Rated rating={rating} />;
  // None is chosen beforehand: what a form suggests is what many send.
  const scores = SCORES.map((value) => ({ value: String(value), label: t(`rating.score_${value}`) }));
  async function submit({ score, remark }: { score: string; remark: string }): Promise<void> {
    const body = { score: Number(score), remark: remark.trim() === '' ? null : remark };
    await api.issues.rateIssue({ params: { id }, body });
    announce(t('rating.thanks'));
    await showIssueChanges();
  }
  return (
    <Section title={t('rating.question')}>
      <Form
        initial={{ score: rating === null ? '' : String(rating.score), remark: rating?.remark ?? '' }}
        submit={submit}
        submitLabel={t(rating === null ? 'rating.send' : 'rating.change')}
        unguarded
      >
        <ChoiceField name="score" label={t('rating.score')} options={[{ value: '', label: t('forms.choose') }, ...scores]} required />
        <TextAreaField name="remark" label={t('rating.remark')} />
      </Form>
    </Section>
  );
}

function Rated({ rating: { score, remark } }: { readonly rating: NonNullable<IssueDetails['rating']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('rating.title')}>
      <Text>{[t(`rating.score_${score as 1}`), remark].filter(Boolean).join(': ')}</Text>
    </Section>
  );
}
