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
import { loadMe, meets, useMay } from '../../session/me.ts';
import { LicenseActions } from './license/actions.tsx';
import { CoveringCertificates } from './license/certificates.tsx';
import { licenseFilesQuery } from './downloads/queries.ts';
import { LicenseFiles } from './license/files.tsx';
import { History } from './license/history.tsx';
import { licenseQuery, productQuery, type LicenseDetails } from './license/queries.ts';
import { isTransferable } from './transfer/transferable.ts';
import { parameterFacts } from './license/parameters.ts';

export const permission = 'licenses.read';
export const words = ['delivery', 'terms'] as const;

export async function load({ params }: PageInput): Promise<void> {
  const license = await ensure(licenseQuery(pathParameter(params, 'id')));
  const mayRead = meets(await loadMe(), 'artifacts.read');
  await Promise.all([ensure(productQuery(license.product.id)), mayRead && ensure(licenseFilesQuery(license.id))]);
}

export function Page() {
  const { t } = useTranslation();
  const license = useSuspenseQuery(licenseQuery(usePathParameter('id'))).data;
  const mayReadFiles = useMay('artifacts.read');
  return (
    <>
      <PageHeader
        title={t('licenses.one', { number: license.number })}
        back={
          <TextLink to={paths.licenses()} size="sm">
            {t('licenses.title')}
          </TextLink>
        }
        aside={<StatusLabel status={license.status} />}
        actions={<Actions license={license} />}
      />
      <Overview license={license} />
      <CoveringCertificates license={license} />
      {mayReadFiles && <LicenseFiles license={license} />}
      <History of="licenses" entries={license.history} aside={<TransfersLink license={license} />} />
    </>
  );
}

function Actions({ license }: { readonly license: LicenseDetails }) {
  const { t } = useTranslation();
  const { id } = license;
  const mayTransfer = useMay('licenses.transfer') && isTransferable(license);
  const mayDownload = useMay('licenses.download');
  return (
    <>
      {mayTransfer && <TransferLink licenses={[id]} />}
      <DownloadButton label={t('licenses.download_pdf')} fetch={() => files.documents.getLicensePdf({ params: { id } })} />
      {mayDownload && (
        <DownloadButton
          variant="filled"
          label={t('licenses.download_file')}
          fetch={() => files.documents.getLicenseFile({ params: { id } })}
        />
      )}
    </>
  );
}

function Overview({ license }: { readonly license: LicenseDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const product = useSuspenseQuery(productQuery(license.product.id)).data;
  const mayManage = useMay('licenses.manage');
  return (
    <Section title={format.text(license.product.name)} aside={mayManage && <LicenseActions license={license} />}>
      <Facts
        facts={[
          { label: t('licenses.cabinet'), value: <CabinetLink cabinet={license.cabinet} /> },
          { label: t('licenses.quantity'), value: format.number(license.quantity) },
          ...(license.pending_quantity > 0 ? [{ label: t('licenses.pending'), value: format.number(license.pending_quantity) }] : []),
          { label: t('licenses.versions'), value: license.versions ?? t('licenses.all_versions') },
          { label: t('licenses.valid_from'), value: format.date(license.valid_from) },
          { label: t('licenses.valid_until'), value: <TermEnd until={license.valid_until} /> },
          ...parameterFacts(product.parameters, license.parameters, format),
        ]}
      />
    </Section>
  );
}

/** To where its units went and came from; there only when some did. */
function TransfersLink({ license: { id, history } }: { readonly license: LicenseDetails }) {
  const { t } = useTranslation();
  if (!history.some(({ what }) => what === 'given' || what === 'received')) return null;
  return (
    <TextLink to={paths.transfers()} search={{ license_id: id }} size="sm">
      {t('licenses.transfers')}
    </TextLink>
  );
}
