import { Text } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts, type Fact } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { heldQuery, servicesQuery, undeliveredQuery } from './system/queries.ts';
import { ServiceTable } from './system/service-table.tsx';

export const permission = 'system.read';
export const words = 'records';

export async function load(): Promise<void> {
  await ensure(servicesQuery);
}

export function Page() {
  const { t } = useTranslation();
  const services = useSuspenseQuery(servicesQuery).data;
  return (
    <>
      <PageHeader title={t('system.title')} />
      <Section title={t('system.services')}>
        <Text c="dimmed">{t('system.lead')}</Text>
        <ServiceTable services={services} />
      </Section>
      <Section title={t('system.elsewhere')}>
        <Facts facts={useElsewhere()} />
      </Section>
    </>
  );
}

/** Work that waits for somebody, and where it is done. Each count comes by itself: a service that is away takes its own along alone. */
function useElsewhere(): Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const mayReadUploads = useMay('releases.read');
  const mayManageIssues = useMay('issues.manage');
  const held = useQuery({ ...heldQuery, enabled: mayReadUploads }).data;
  const undelivered = useQuery({ ...undeliveredQuery, enabled: mayManageIssues }).data;
  const number = (count: number | undefined): string => (count === undefined ? t('common.none') : format.number(count));
  const uploads = (
    <TextLink to={paths.uploads()} search={{ state: 'held' }}>
      {number(held)}
    </TextLink>
  );
  const deliveries = (
    <TextLink to={paths.helpdesk()} search={{ state: 'waiting,failed' }}>
      {number(undelivered)}
    </TextLink>
  );
  return [
    ...(mayReadUploads ? [{ label: t('system.held_uploads'), value: uploads }] : []),
    ...(mayManageIssues ? [{ label: t('system.helpdesk_queue'), value: deliveries }] : []),
  ];
}
