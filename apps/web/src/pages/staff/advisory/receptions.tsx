import type { AdvisoryDetails } from '@kabinet/contracts/products/advisory-resources';
import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { files } from '../../../api/api.ts';
import { DownloadButton } from '../../../components/download-button.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { revisionsQuery } from '../../portal/advisory/queries.ts';
import classes from '../../portal/advisory/advisory.module.css';

/** Every document that was taken in for the advisory, and what the portal made nothing of. */
export function Receptions({ advisory: { id, unmatched } }: { readonly advisory: AdvisoryDetails }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(revisionsQuery(id));
  return (
    <>
      {unmatched.length > 0 && (
        <Section title={t('advisories.unmatched')}>
          <Facts facts={unmatched.map(({ product_id, name }) => ({ label: product_id, value: name }))} />
        </Section>
      )}
      <Section title={t('advisories.receptions')}>
        {!data && (error === null ? <Skeleton height={80} /> : <FailureNotice error={error} retry={() => void refetch()} />)}
        <ul className={classes.list}>
          {data?.items.map((revision) => (
            <Reception key={revision.number} id={id} revision={revision} />
          ))}
        </ul>
      </Section>
    </>
  );
}

interface ReceptionProps {
  readonly id: string;
  readonly revision: {
    readonly number: number;
    readonly document_version: string;
    readonly document_status: 'draft' | 'interim' | 'final';
    readonly source: 'api' | 'bucket';
    readonly sha256: string;
    readonly received_at: string;
  };
}

function Reception({ id, revision }: ReceptionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, document_version, document_status, source, sha256, received_at } = revision;
  const status = t(`advisories.document_statuses.${document_status}`);
  return (
    <li>
      {t('advisories.reception', { version: document_version, status })}{' '}
      <Text span size="sm" c="dimmed">
        {format.instant(received_at)}, {t(`advisories.sources.${source}`)}
      </Text>
      <Text className={classes.code}>{t('advisories.checksum', { sha256 })}</Text>
      <DownloadButton
        size="compact-sm"
        label={t('advisories.download_reception', { number })}
        fetch={() => files.products.getAdvisoryRevision({ params: { id, number: String(number) } })}
      />
    </li>
  );
}
