import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { queryClient } from '../../../api/query-client.ts';
import { TermActions } from '../term/term-actions.tsx';
import type { TermOperations } from '../term/term-operations.ts';
import { licenseQuery, type LicenseDetails } from './queries.ts';

/** What staff may do with a licence. */
export function LicenseActions({ license }: { readonly license: LicenseDetails }) {
  return <TermActions term={license} operations={operations} />;
}

const { changeLicense, suspendLicense, resumeLicense, revokeLicense } = api.licenses;

const operations: TermOperations<LicenseDetails> = {
  kind: 'license',
  extend: (id, valid_until, options) => changeLicense({ params: { id }, body: { valid_until } }, options),
  suspend: (id, reason, options) => suspendLicense({ params: { id }, body: { reason } }, options),
  resume: (id, options) => resumeLicense({ params: { id } }, options),
  revoke: (id, reason, options) => revokeLicense({ params: { id }, body: { reason } }, options),
  read: (id) => queryClient.query({ ...licenseQuery(id), staleTime: 0 }),
  Losses,
};

/** What stops when the licence is revoked. */
function Losses({ term: { cabinet, quantity, certificates } }: { readonly term: LicenseDetails }) {
  const { t } = useTranslation();
  const covering = certificates.filter(({ status }) => status !== 'revoked').map(({ number }) => number);
  return (
    <>
      <Text mb="xs">{t('terms.license.revoke_preview', { cabinet: cabinet.name, count: quantity })}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{t('terms.license.revoke_files')}</List.Item>
        {covering.length > 0 && (
          <List.Item>{t('terms.license.revoke_support', { count: covering.length, numbers: covering.join(', ') })}</List.Item>
        )}
        <List.Item>{t('terms.license.revoke_verify')}</List.Item>
      </List>
    </>
  );
}
