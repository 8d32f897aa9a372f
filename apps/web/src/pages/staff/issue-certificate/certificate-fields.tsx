import { Text } from '@mantine/core';
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { ChoicesField } from '../../../forms/choices-field.tsx';
import { ChoiceField, TextField } from '../../../forms/fields.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { productChoiceQuery } from '../../portal/license/queries.ts';

export interface CertificateValues {
  readonly cabinet_id: string;
  readonly license_ids: string[];
  readonly level: string;
  readonly valid_from: string;
  readonly valid_until: string;
}

/** The licences of the client itself that a certificate can cover: at most 200, as many as one certificate takes. */
function coverableQuery(cabinetId: string) {
  return queryOptions({
    queryKey: ['licenses', 'coverable', cabinetId],
    queryFn: async ({ signal }) => {
      const query = { cabinet_id: cabinetId, descendants: false, limit: 200, sort: 'number' as const };
      const { items } = await api.licenses.listLicenses({ query }, { signal });
      return items.filter(({ status, quantity }) => status !== 'revoked' && quantity > 0);
    },
    enabled: cabinetId !== '',
  });
}

/** The licences to choose from, and the levels of the product of those that are ticked. */
function useOffer() {
  const { setValue, getValues } = useFormContext<CertificateValues>();
  const { cabinet_id = '', license_ids = [] } = useWatch<CertificateValues>();
  const licenses = useQuery(coverableQuery(cabinet_id)).data;
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  const productId = licenses?.find(({ id }) => license_ids.includes(id))?.product.id;
  const levels = products.find(({ id }) => id === productId)?.support_levels;
  useEffect(() => {
    // What another client or product does not offer is not chosen any more.
    const chosen = getValues('license_ids');
    const offered = chosen.filter((id) => licenses?.some((license) => license.id === id));
    if (licenses && offered.length < chosen.length) setValue('license_ids', offered);
    if (levels?.every(({ code }) => code !== getValues('level'))) setValue('level', '');
  }, [licenses, levels, getValues, setValue]);
  return { isChosen: cabinet_id !== '', licenses: licenses ?? [], isEmpty: licenses?.length === 0, levels: levels ?? [] };
}

/** Which licences, what level and what term. */
export function CertificateFields() {
  const { t } = useTranslation();
  const format = useFormat();
  const { isChosen, isEmpty, licenses, levels } = useOffer();
  const { valid_from = '' } = useWatch<CertificateValues>();
  if (!isChosen) return <Text c="dimmed">{t('issuing.choose_client_first')}</Text>;
  if (isEmpty) return <Text c="dimmed">{t('issuing.no_licenses')}</Text>;
  const licenseOptions = licenses.map(({ id, number, product, quantity, status }) => {
    const words = { product: format.text(product.name), count: quantity, status: t(`common.status.${status}`) };
    return { value: id, label: number, description: t('issuing.license_option', words) };
  });
  const levelOptions = levels.map(({ code, name }) => ({ value: code, label: format.text(name) }));
  return (
    <>
      <ChoicesField
        name="license_ids"
        label={t('licenses.title')}
        description={t('issuing.licenses_hint')}
        options={licenseOptions}
        required
      />
      <ChoiceField name="level" label={t('licenses.level')} options={[{ value: '', label: t('forms.choose') }, ...levelOptions]} required />
      <TextField name="valid_from" type="date" label={t('licenses.valid_from')} required />
      <TextField name="valid_until" type="date" min={valid_from} label={t('licenses.valid_until')} required />
    </>
  );
}
