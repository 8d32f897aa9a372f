import { isInn, isOgrn } from '@kabinet/requisites';
import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextField } from '../../../forms/fields.tsx';

export interface ClientValues {
  readonly name: string;
  readonly full_name: string;
  readonly inn: string;
  readonly kpp: string;
  readonly ogrn: string;
  readonly kind: Cabinet['kind'];
}

/** What the API takes: what was left empty is null there. */
export function particularsOf({ name, full_name, inn, kpp, ogrn, kind }: ClientValues) {
  return { name, full_name: full_name || null, inn: inn.trim(), kpp: kpp.trim() || null, ogrn: ogrn.trim() || null, kind };
}

const KINDS = ['customer', 'branch', 'partner'] as const;

/** The particulars of an organization; registration numbers are checked as soon as their field is left. */
export function ClientFields({ isVendor = false }: { readonly isVendor?: boolean }) {
  const { t } = useTranslation();
  const kinds = isVendor ? (['vendor'] as const) : KINDS;
  const { checkInn, checkKpp, checkOgrn } = useChecks();
  return (
    <>
      <TextField name="name" label={t('clients.name')} required autoFocus />
      <TextField name="full_name" label={t('clients.full_name')} />
      <ChoiceField
        name="kind"
        label={t('clients.kind')}
        options={kinds.map((value) => ({ value, label: t(`clients.kinds.${value}`) }))}
        required
      />
      <TextField name="inn" label={t('clients.inn')} description={t('clients.inn_hint')} check={checkInn} required />
      <TextField name="kpp" label={t('clients.kpp')} description={t('clients.kpp_hint')} check={checkKpp} />
      <TextField name="ogrn" label={t('clients.ogrn')} description={t('clients.ogrn_hint')} check={checkOgrn} />
    </>
  );
}

function useChecks() {
  const { t } = useTranslation();
  function checkInn(text: string): string | undefined {
    const inn = text.trim();
    if (!/^(\d{10}|\d{12})$/.test(inn)) return t('clients.inn_length');
    return isInn(inn) ? undefined : t('clients.inn_wrong');
  }
  function checkKpp(text: string): string | undefined {
    return /^\d{4}[0-9A-Z]{2}\d{3}$/.test(text.trim()) ? undefined : t('clients.kpp_wrong');
  }
  function checkOgrn(text: string): string | undefined {
    const ogrn = text.trim();
    if (!/^(\d{13}|\d{15})$/.test(ogrn)) return t('clients.ogrn_length');
    return isOgrn(ogrn) ? undefined : t('clients.ogrn_wrong');
  }
  return { checkInn, checkKpp, checkOgrn };
}
