import type { PlannedTransfer } from '@kabinet/contracts/licenses/transfer-resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './planned-transfers.module.css';

interface Units {
  readonly before: number;
  readonly after: number;
}

/** Units of licences and of the certificates that cover them, before and after, on both sides. */
export function PlannedTransfers({ transfers }: { readonly transfers: readonly PlannedTransfer[] }) {
  const { t } = useTranslation();
  return (
    <table className={classes.table} aria-label={t('transfers.changes')}>
      <thead>
        <tr>
          <th>{t('transfers.what')}</th>
          <th>{t('transfers.giver')}</th>
          <th>{t('transfers.receiver')}</th>
        </tr>
      </thead>
      {transfers.map((transfer) => (
        <Planned key={transfer.license_id} transfer={transfer} />
      ))}
    </table>
  );
}

function Planned({ transfer }: { readonly transfer: PlannedTransfer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { license_number, product, quantity, giver, receiver, to_license, certificates } = transfer;
  const grows = to_license === null ? t('transfers.new_license') : t('transfers.grows', { number: to_license.number });
  return (
    <tbody>
      <tr>
        <th scope="row">
          {license_number}
          <Text size="sm" c="dimmed">
            {`${format.text(product.name)} · ${t('transfers.units', { count: quantity })}`}
          </Text>
        </th>
        <Change units={giver} label={t('transfers.giver')} />
        <Change units={receiver} label={t('transfers.receiver')} note={grows} />
      </tr>
      {certificates.map((certificate) => (
        <tr key={certificate.id}>
          <th scope="row">
            {certificate.number}
            <Text size="sm" c="dimmed">
              <Share share={certificate.share} quantity={certificate.quantity} />
            </Text>
          </th>
          <Change units={certificate.giver} label={t('transfers.giver')} />
          <Change units={certificate.receiver} label={t('transfers.receiver')} />
        </tr>
      ))}
    </tbody>
  );
}

/** What goes of a certificate; where its exact share is no whole number, how it was rounded. */
function Share({ share, quantity }: { readonly share: number; readonly quantity: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words: string[] = [t('transfers.certificate'), t('transfers.units', { count: quantity })];
  if (share !== quantity) words.push(t('transfers.rounded', { share: format.number(share) }));
  return words.join(' · ');
}

interface ChangeProps {
  /** Null for who does not see that side. */
  readonly units: Units | null;
  readonly label: string;
  readonly note?: string;
}

function Change({ units, label, note }: ChangeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (units === null) return <td data-label={label}>{t('transfers.unseen')}</td>;
  const { before, after } = units;
  return (
    <td data-label={label}>
      {t('transfers.change', { before: format.number(before), after: format.number(after) })}
      {note !== undefined && (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      )}
    </td>
  );
}
