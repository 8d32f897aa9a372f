import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextField } from '../../../forms/fields.tsx';

const KINDS = ['customer', 'branch', 'partner'] as const;

/** The particulars of an organization as its form has them: what it has not is ''. */
export type Particulars = Record<'name' | 'full_name' | 'inn' | 'kpp' | 'ogrn', string> & { kind: Cabinet['kind'] };

export function particularsOf({ name, full_name, inn, kpp, ogrn, kind }: Cabinet): Particulars {
  return { name, full_name: full_name ?? '', inn, kpp: kpp ?? '', ogrn: ogrn ?? '', kind };
}

/** As the API wants them: null for what is left empty. */
export function bodyOf({ name, full_name, inn, kpp, ogrn, kind }: Particulars) {
  return { name, inn, kind, full_name: full_name || null, kpp: kpp || null, ogrn: ogrn || null };
}

/** Fields for the particulars of an organization. The API checks the requisites; what is wrong stands beside them. */
export function OrganizationFields({ kind }: { readonly kind?: Cabinet['kind'] }) {
  const { t } = useTranslation();
  const kinds = kind === 'vendor' ? [...KINDS, kind] : KINDS;
  return (
    <>
      <TextField name="name" label={t('clients.name')} required autoFocus />
      <TextField name="full_name" label={t('clients.full_name')} />
      <ChoiceField
        name="kind"
        label={t('clients.kind')}
        description={t('organizations.kind_hint')}
        options={kinds.map((value) => ({ value, label: t(`clients.kinds.${value}`) }))}
      />
      <TextField name="inn" label={t('clients.inn')} description={t('clients.inn_hint')} required />
      <TextField name="kpp" label={t('clients.kpp')} description={t('clients.kpp_hint')} />
      <TextField name="ogrn" label={t('clients.ogrn')} description={t('clients.ogrn_hint')} />
    </>
  );
}
