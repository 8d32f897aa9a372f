import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { CabinetLink } from '../../components/cabinet-link.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { StatusLabel } from '../../components/status-label.tsx';
import { TermEnd } from '../../components/term.tsx';
import { TransferLink } from '../../components/transfer-link.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay } from '../../session/me.ts';
import { CertificateActions } from './certificate/actions.tsx';
import { CoveredLicenses } from './certificate/covered-licenses.tsx';
import { certificateQuery, type CertificateDetails } from './certificate/queries.ts';
import { History } from './license/history.tsx';
import { productQuery } from './license/queries.ts';
import { useLevelName } from './license/use-level-name.ts';

export const permission = 'licenses.read';
export const words = 'terms';

export async function load({ params }: PageInput): Promise<void> {
  const certificate = await ensure(certificateQuery(pathParameter(params, 'id')));
  await ensure(productQuery(certificate.product.id));
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const certificate = useSuspenseQuery(certificateQuery(usePathParameter('id'))).data;
  const { number, status, product, cabinet, level, valid_from, valid_until, licenses, history } = certificate;
  const mayManage = useMay('licenses.manage');
  const levelName = useLevelName(product.id);
  return (
    <>
      <PageHeader
        title={t('certificates.one', { number })}
        back={
          <TextLink to={paths.certificates()} size="sm">
            {t('certificates.title')}
          </TextLink>
        }
        aside={<StatusLabel status={status} />}
        actions={<Actions certificate={certificate} />}
      />
      <Section title={format.text(product.name)} aside={mayManage && <CertificateActions certificate={certificate} />}>
        <Facts
          facts={[
            { label: t('licenses.level'), value: levelName(level) },
            { label: t('licenses.cabinet'), value: <CabinetLink cabinet={cabinet} /> },
            { label: t('licenses.valid_from'), value: format.date(valid_from) },
            { label: t('licenses.valid_until'), value: <TermEnd until={valid_until} /> },
          ]}
        />
      </Section>
      <Section title={t('certificates.licenses')}>
        <CoveredLicenses licenses={licenses} />
      </Section>
      <History of="certificates" entries={history} />
    </>
  );
}

function Actions({ certificate: { id, status, licenses } }: { readonly certificate: CertificateDetails }) {
  const { t } = useTranslation();
  // A certificate goes where a licence goes that it covers.
  const movable = licenses.filter(({ quantity }) => quantity > 0).map((license) => license.id);
  const mayTransfer = useMay('licenses.transfer') && status !== 'revoked' && movable.length > 0;
  return (
    <>
      {mayTransfer && <TransferLink licenses={movable} />}
      <DownloadButton label={t('certificates.download_pdf')} fetch={() => files.documents.getCertificatePdf({ params: { id } })} />
    </>
  );
}
