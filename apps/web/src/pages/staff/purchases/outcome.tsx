import type { PurchaseDetails } from '@kabinet/contracts/licenses/resources';
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';

/** A line of an accepted message: its form was checked when it was received. */
type Line = { readonly product: string; readonly quantity: number } | { readonly renews: string; readonly valid_until: string };

/** What each line of an accepted purchase became. */
export function Outcome({ purchase: { lines, licenses, certificates } }: { readonly purchase: PurchaseDetails }) {
  const { t } = useTranslation();
  return (
    <Table aria-label={t('purchases.outcome')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('purchases.line')}</Table.Th>
          <Table.Th>{t('purchases.what')}</Table.Th>
          <Table.Th>{t('purchases.became')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {(lines as readonly Line[]).map((line, index) => (
          <Table.Tr key={index}>
            <Table.Td>{index + 1}</Table.Td>
            <Table.Td>
              <Bought line={line} />
            </Table.Td>
            <Table.Td>
              <Made things={licenses.filter((thing) => thing.line === index)} to={paths.license} />
              <Made things={certificates.filter((thing) => thing.line === index)} to={paths.certificate} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Bought({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const format = useFormat();
  if ('renews' in line) return t('purchases.renewal', { number: line.renews, date: format.date(line.valid_until) });
  return t('purchases.sale', { product: line.product, quantity: format.number(line.quantity) });
}

interface MadeProps {
  readonly things: PurchaseDetails['licenses'];
  readonly to: (id: string) => string;
}

function Made({ things, to }: MadeProps) {
  return things.map(({ id, number }) => (
    <div key={id}>
      <TextLink to={to(id)}>{number}</TextLink>
    </div>
  ));
}
