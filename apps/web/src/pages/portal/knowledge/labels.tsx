import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import type { Article } from './queries.ts';

const TONES: Readonly<Record<Article['status'], Tone>> = { draft: 'over', review: 'waiting', published: 'good' };

export function ArticleStatusLabel({ status }: { readonly status: Article['status'] }) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`knowledge.statuses.${status}`)}</StateLabel>;
}
