import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { showTermChanges } from '../portal/term/show-term-changes.ts';
import { MessageField } from './purchases/message-field.tsx';
import { MessageView } from './purchases/message-view.tsx';
import { purchaseQuery } from './purchases/queries.ts';
import classes from './purchases/mend-purchase.module.css';

export const permission = 'purchases.manage';
export const words = 'console';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(purchaseQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, external_id, message, errors } = useSuspenseQuery(purchaseQuery(usePathParameter('id'))).data;
  const number = external_id ?? t('purchases.nameless');
  async function submit({ text }: { text: string }): Promise<void> {
    try {
      // The field has seen to it that it is an object.
      const mended = JSON.parse(text) as Record<string, unknown>;
      await api.licenses.replayPurchase({ params: { id }, body: { message: mended } });
    } finally {
      // A refusal is kept too: beside stands then what was sent, with its faults.
      await showTermChanges();
    }
    announce(t('purchases.replayed', { number }));
    await navigate({ to: paths.purchase(id), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('purchases.mend_title', { number })}
        back={
          <TextLink to={paths.purchase(id)} size="sm">
            {t('purchases.one', { number })}
          </TextLink>
        }
      />
      <Text c="dimmed">{t('purchases.mend_lead')}</Text>
      <div className={classes.sides}>
        <Section title={t('purchases.mend')}>
          <Form initial={{ text: JSON.stringify(message, null, 2) }} submit={submit} submitLabel={t('purchases.replay')}>
            <MessageField name="text" label={t('purchases.mended_message')} />
          </Form>
        </Section>
        <Section title={t('purchases.faults_of_last')}>
          <MessageView label={t('purchases.faults_of_last')} message={message} faults={errors} />
        </Section>
      </div>
    </>
  );
}
