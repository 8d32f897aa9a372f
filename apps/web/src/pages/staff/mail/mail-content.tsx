import type { Mail, MailContent } from '@kabinet/contracts/notifications/resources';
import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { Facts } from '../../../components/facts.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Section } from '../../../components/section.tsx';
import { useMay } from '../../../session/me.ts';
import { HtmlPreview } from './html-preview.tsx';

/** What the mail says, for who may read it, once they ask: reading it is written to the audit log. */
export function MailContentSection({ mail: { id } }: { readonly mail: Mail }) {
  const { t } = useTranslation();
  const mayRead = useMay('mail.read_body');
  const reading = useMutation({ mutationFn: () => api.notifications.getMailContent({ params: { id } }) });
  return (
    <Section title={t('mail.content')}>
      {!mayRead && <Text c="dimmed">{t('mail.content_withheld')}</Text>}
      {mayRead && !reading.data && !reading.isError && (
        <Stack gap="sm" align="flex-start">
          <Text c="dimmed">{t('mail.content_lead')}</Text>
          <Button variant="default" loading={reading.isPending} onClick={() => reading.mutate()}>
            {t('mail.read')}
          </Button>
        </Stack>
      )}
      {reading.isError && <FailureNotice error={reading.error} retry={() => reading.mutate()} />}
      {reading.data && <Content content={reading.data} />}
    </Section>
  );
}

function Content({ content: { recipient, subject, html, text } }: { readonly content: MailContent }) {
  const { t } = useTranslation();
  return (
    <>
      <Facts
        facts={[
          { label: t('mail.recipient'), value: recipient },
          { label: t('mail.subject'), value: subject },
        ]}
      />
      <Title order={3} size="h5">
        {t('mail.html')}
      </Title>
      <HtmlPreview title={t('mail.html')} html={html} />
      <Title order={3} size="h5">
        {t('mail.text')}
      </Title>
      <Code block tabIndex={0} aria-label={t('mail.text')} role="region">
        {text}
      </Code>
    </>
  );
}
