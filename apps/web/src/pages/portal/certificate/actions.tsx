import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { TermActions } from '../term/term-actions.tsx';
import type { TermOperations } from '../term/term-operations.ts';
import { certificateQuery, type CertificateDetails } from './queries.ts';

/** What staff may do with a certificate. */
export function CertificateActions({ certificate }: { readonly certificate: CertificateDetails }) {
  return <TermActions term={certificate} operations={operations} />;
}

const { changeCertificate, suspendCertificate, resumeCertificate, revokeCertificate } = api.licenses;

const operations: TermOperations<CertificateDetails> = {
  kind: 'certificate',
  extend: (id, valid_until, options) => changeCertificate({ params: { id }, body: { valid_until } }, options),
  suspend: (id, reason, options) => suspendCertificate({ params: { id }, body: { reason } }, options),
  resume: (id, options) => resumeCertificate({ params: { id } }, options),
  revoke: (id, reason, options) => revokeCertificate({ params: { id }, body: { reason } }, options),
  read: (id) => queryClient.query({ ...certificateQuery(id), staleTime: 0 }),
  Losses,
};

/** What stops when the certificate is revoked. */
function Losses({ term: { cabinet, licenses } }: { readonly term: CertificateDetails }) {
  const { t } = useTranslation();
  const numbers = licenses.map(({ number }) => number).join(', ');
  return (
    <>
      <Text mb="xs">{t('terms.certificate.revoke_preview', { cabinet: cabinet.name, count: licenses.length, numbers })}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t('terms.certificate.revoke_requests')}</List.Item>
        <List.Item>{t('terms.certificate.revoke_updates')}</List.Item>
        <List.Item>{t('terms.certificate.revoke_verify')}</List.Item>
      </List>
    </>
  );
}
