import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMay } from '../../session/me.ts';
import { LogoChoice } from './settings/logo-choice.tsx';
import { retentionQuery, settingsQuery } from './settings/queries.ts';
import { RetentionForm } from './settings/retention-form.tsx';
import { VendorForm } from './settings/vendor-form.tsx';

export const permission = 'settings.read';
export const words = 'records';

export async function load(): Promise<void> {
  await Promise.all([ensure(settingsQuery), ensure(retentionQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const mayChange = useMay('settings.manage');
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <Section title={t('settings.vendor')}>{mayChange ? <VendorForm /> : <Chosen />}</Section>
      <Section title={t('settings.logo')}>
        <LogoChoice isReadOnly={!mayChange} />
      </Section>
      <Section title={t('settings.retention')}>{mayChange ? <RetentionForm /> : <Kept />}</Section>
      <Section title={t('settings.configured')}>
        <Configured />
      </Section>
    </>
  );
}

function Chosen() {
  const { t } = useTranslation();
  const { name, accent, configured } = useSuspenseQuery(settingsQuery).data;
  const { ru, en } = name ?? configured.name;
  const facts = [
    { label: t('settings.name_ru'), value: ru },
    { label: t('settings.name_en'), value: en },
    { label: t('settings.accent'), value: accent ?? configured.accent ?? t('settings.built_in') },
  ];
  return <Facts facts={facts} />;
}

function Kept() {
  const { t } = useTranslation();
  const format = useFormat();
  const { mail_days, notice_months } = useSuspenseQuery(retentionQuery).data;
  const facts = [
    { label: t('settings.mail_days'), value: format.number(mail_days) },
    { label: t('settings.notice_months'), value: format.number(notice_months) },
  ];
  return <Facts facts={facts} />;
}

/** What only the environment of the program decides. */
function Configured() {
  const { t } = useTranslation();
  const format = useFormat();
  const { configured } = useSuspenseQuery(settingsQuery).data;
  const facts = [
    { label: t('settings.configured_name'), value: format.text(configured.name) },
    { label: t('settings.configured_accent'), value: configured.accent ?? t('settings.built_in') },
    { label: t('settings.time_zone'), value: configured.time_zone },
    { label: t('settings.public_url'), value: configured.public_url },
  ];
  return <Facts facts={facts} />;
}
