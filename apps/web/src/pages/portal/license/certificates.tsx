import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { files } from '../../../api/api.ts';
import { DownloadButton } from '../../../components/download-button.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Section } from '../../../components/section.tsx';
import { StatusLabel } from '../../../components/status-label.tsx';
import { TermEnd } from '../../../components/term.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { useLevelName } from './use-level-name.ts';
import type { LicenseDetails } from './queries.ts';

interface CoveringCertificatesProps {
  readonly license: LicenseDetails;
}

/** The certificates that give the licence support. */
export function CoveringCertificates({ license }: CoveringCertificatesProps) {
  const { t } = useTranslation();
  const { certificates } = license;
  const mayIssue = useMay('licenses.manage') && license.status !== 'revoked';
  return (
    <Section title={t('licenses.certificates')} aside={mayIssue && <IssueLink licenseId={license.id} />}>
      {certificates.length === 0 && <Text c="dimmed">{t('licenses.no_certificates')}</Text>}
      {certificates.map((certificate) => (
        <CertificateFacts key={certificate.id} certificate={certificate} productId={license.product.id} />
      ))}
    </Section>
  );
}

function IssueLink({ licenseId }: { readonly licenseId: string }) {
  const { t } = useTranslation();
  return (
    <TextLink to={paths.issueCertificate()} search={{ license: licenseId }} className="no-print">
      {t('issuing.issue_certificate')}
    </TextLink>
  );
}

interface CertificateFactsProps {
  readonly certificate: LicenseDetails['certificates'][number];
  readonly productId: string;
}

function CertificateFacts({ certificate, productId }: CertificateFactsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const levelName = useLevelName(productId);
  const { id, number, level, quantity, status, valid_from, valid_until } = certificate;
  return (
    <>
      <Facts
        facts={[
          { label: t('licenses.certificate'), value: <TextLink to={paths.certificate(id)}>{number}</TextLink> },
          { label: t('licenses.level'), value: levelName(level) },
          { label: t('licenses.status'), value: <StatusLabel status={status} /> },
          { label: t('licenses.quantity'), value: format.number(quantity) },
          { label: t('licenses.valid_from'), value: format.date(valid_from) },
          { label: t('licenses.valid_until'), value: <TermEnd until={valid_until} /> },
        ]}
      />
      <div className="no-print">
        <DownloadButton
          size="compact-sm"
          label={t('licenses.download_certificate', { number })}
          fetch={() => files.documents.getCertificatePdf({ params: { id } })}
        />
      </div>
    </>
  );
}
