import type { Mail } from '@kabinet/contracts/notifications/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';

export const MAIL_STATES = ['queued', 'deferred', 'sent', 'failed', 'bounced', 'kept'] as const satisfies readonly Mail['status'][];
export const MAIL_KINDS = [
  'invitation',
  'password_reset',
  'email_change',
  'email_change_notice',
  'join_request',
  'second_factor_enabled',
  'second_factor_disabled',
  'recovery_codes_replaced',
  'notices',
] as const satisfies readonly Mail['kind'][];

const TONES: Readonly<Record<Mail['status'], Tone>> = {
  queued: 'waiting',
  deferred: 'warning',
  sent: 'good',
  failed: 'bad',
  bounced: 'bad',
  kept: 'over',
};

export function MailState({ status }: Pick<Mail, 'status'>) {
  const { t } = useTranslation();
  return <StateLabel tone={TONES[status]}>{t(`mail.status.${status}`)}</StateLabel>;
}

/** Why a mail was given up, in words and with the server's code; undefined when it was not. */
export function useFailureWords({ failure }: Pick<Mail, 'failure'>): string | undefined {
  const { t } = useTranslation();
  if (!failure) return undefined;
  const reason = t(`mail.failure_reason.${failure.reason}`);
  return failure.reply === null ? reason : t('mail.failure_reply', { reason, reply: failure.reply });
}
