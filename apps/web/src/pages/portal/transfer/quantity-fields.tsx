import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../forms/fields.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { usePageSearch } from '../../../navigation/search.ts';
import type { LicenseDetails } from '../license/queries.ts';
import { transferable } from './transferable.ts';

/** A number of units for each licence. Of several any can be left out. */
export function QuantityFields({ licenses }: { readonly licenses: readonly LicenseDetails[] }) {
  const { t } = useTranslation();
  const [, change] = usePageSearch();
  function leaveOut(left: LicenseDetails): void {
    const kept = licenses.filter(({ id }) => id !== left.id).map(({ id }) => id);
    change({ licenses: kept.join() }, { replace: true });
  }
  return licenses.map((license, index) => (
    <Group key={license.id} align="end" gap="sm" wrap="nowrap">
      <QuantityField name={`licenses.${index}.quantity`} license={license} />
      {licenses.length > 1 && (
        <Button
          variant="subtle"
          aria-label={t('transfers.leave_out_license', { number: license.number })}
          onClick={() => leaveOut(license)}
        >
          {t('transfers.leave_out')}
        </Button>
      )}
    </Group>
  ));
}

function QuantityField({ name, license }: { readonly name: string; readonly license: LicenseDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = transferable(license);
  const { number, product, cabinet } = license;
  function check(value: string): string | undefined {
    const units = Number(value);
    return Number.isInteger(units) && units >= 1 && units <= most
      ? undefined
      : t('transfers.quantity_wrong', { most: format.number(most) });
  }
  return (
    <TextField
      name={name}
      type="number"
      min="1"
      label={t('transfers.quantity_of', { number })}
      description={t('transfers.quantity_hint', { product: format.text(product.name), cabinet: cabinet.name, most: format.number(most) })}
      check={check}
      required
    />
  );
}
