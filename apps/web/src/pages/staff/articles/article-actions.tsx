import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { showArticleChanges, type ArticleDetails } from '../../portal/knowledge/queries.ts';

type Step = 'submit' | 'publish' | 'withdraw' | 'remove';

/** What may be done to an article as it stands. */
export function ArticleActions({ article }: { readonly article: ArticleDetails }) {
  const { t } = useTranslation();
  const [asked, ask] = useState<Step>();
  if (!useMay('articles.manage')) return null;
  const { slug, editing } = article;
  const { helpful = 0, unhelpful = 0 } = editing?.feedback ?? {};
  return (
    <>
      <Button variant="default" renderRoot={(root) => <Link to={paths.articleHistory(slug)} {...root} />}>
        {t('knowledge.history')}
      </Button>
      <Button variant="default" renderRoot={(root) => <Link to={paths.articleFeedback(slug)} {...root} />}>
        {t('knowledge.feedback', { helpful, unhelpful })}
      </Button>
      <Button variant="default" renderRoot={(root) => <Link to={paths.editArticle(slug)} {...root} />}>
        {t('knowledge.edit')}
      </Button>
      {stepsOf(article).map((step) => (
        <Button key={step} variant={step === 'publish' ? 'filled' : 'default'} onClick={() => ask(step)}>
          {t(`knowledge.steps.${step}`)}
        </Button>
      ))}
      {asked && <StepDialog article={article} step={asked} close={() => ask(undefined)} />}
    </>
  );
}

function stepsOf({ status, editing }: ArticleDetails): readonly Step[] {
  const isShown = (editing?.published_revision ?? null) !== null;
  return [
    ...(status === 'draft' ? (['submit'] as const) : []),
    ...(status === 'published' ? [] : (['publish'] as const)),
    isShown ? 'withdraw' : 'remove',
  ];
}

interface StepDialogProps {
  readonly article: ArticleDetails;
  readonly step: Step;
  readonly close: () => void;
}

function StepDialog({ article, step, close }: StepDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, title, slug } = article;
  async function act({ idempotencyKey }: ActionInput): Promise<void> {
    const call = { params: { id } };
    const options = { ifMatch: versionOf(article), idempotencyKey };
    if (step === 'submit') await api.knowledge.submitArticle(call, options);
    if (step === 'publish') await api.knowledge.publishArticle(call, options);
    if (step === 'withdraw') await api.knowledge.withdrawArticle(call, options);
    if (step === 'remove') {
      await api.knowledge.deleteArticle(call, { ifMatch: versionOf(article) });
      await navigate({ to: paths.knowledge() });
    }
    announce(t(`knowledge.done.${step}`, { title }));
    await showArticleChanges();
  }
  return (
    <ActionDialog
      title={t(`knowledge.steps.${step}`)}
      preview={t(`knowledge.previews.${step}`, { title })}
      confirmLabel={t(`knowledge.steps.${step}`)}
      {...(step === 'remove' && { confirmationWord: slug })}
      reload={showArticleChanges}
      act={act}
      close={close}
    />
  );
}
