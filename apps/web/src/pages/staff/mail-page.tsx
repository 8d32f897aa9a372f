import type { Mail } from '@kabinet/contracts/notifications/resources';
import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { MailContentSection } from './mail/mail-content.tsx';
import { MailState, useFailureWords } from './mail/mail-state.tsx';
import { mailQuery } from './mail/queries.ts';
import { ResendButton } from './mail/resend.tsx';

export const permission = 'mail.read';
export const words = 'console';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(mailQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const mail = useSuspenseQuery(mailQuery(usePathParameter('id'))).data;
  const mayResend = useMay('mail.manage') && ['kept', 'failed', 'bounced'].includes(mail.status);
  return (
    <>
      <PageHeader
        title={t('mail.one', { recipient: mail.recipient ?? '…' })}
        back={
          <TextLink to={paths.mails()} size="sm">
            {t('mail.title')}
          </TextLink>
        }
        aside={<MailState status={mail.status} />}
        actions={mayResend && <ResendButton mail={mail} />}
      />
      <Overview mail={mail} />
      <MailContentSection mail={mail} />
    </>
  );
}

function Overview({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failure = useFailureWords(mail);
  const instant = (value: string | null) => (value === null ? t('common.none') : format.instant(value));
  return (
    <Section title={t(`mail.kind.${mail.kind}`)}>
      <Text>{t(`mail.status_hint.${mail.status}`)}</Text>
      <Facts
        facts={[
          ...(failure === undefined ? [] : [{ label: t('mail.failure'), value: failure }]),
          { label: t('mail.created'), value: format.instant(mail.created_at) },
          { label: t('mail.sent'), value: instant(mail.sent_at) },
          { label: t('mail.next_attempt'), value: instant(mail.next_attempt_at) },
          { label: t('mail.attempts'), value: format.number(mail.attempts) },
          { label: t('mail.language'), value: mail.locale === null ? t('common.none') : t(`mail.locale.${mail.locale}`) },
          { label: t('mail.message_id'), value: mail.message_id },
        ]}
      />
    </Section>
  );
}
