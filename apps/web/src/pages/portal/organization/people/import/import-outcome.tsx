import type { CustomerRole } from '@kabinet/contracts/access';
import type { ImportedUser, UserImportResult } from '@kabinet/contracts/auth/resources';
import { Button, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RowFaults } from '../../../../../forms/csv-list/row-faults.tsx';
import { Form } from '../../../../../forms/form.tsx';
import { useFormat } from '../../../../../i18n/use-format.ts';

interface ImportOutcomeProps {
  readonly result: UserImportResult;
  readonly send: (idempotencyKey: string) => Promise<void>;
  readonly back: () => void;
}

/** What the list would do, row by row. With a fault in any row nobody is invited. */
export function ImportOutcome({ result: { rows, errors }, send, back }: ImportOutcomeProps) {
  const { t } = useTranslation();
  const invited = rows.filter(({ outcome }) => outcome === 'invite').length;
  return (
    <Stack gap="md">
      {errors.length > 0 && <RowFaults title={t('people.faults', { count: errors.length })} faults={errors} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {errors.length === 0 && invited > 0 ? (
        <Form
          initial={{}}
          submit={(_, idempotencyKey) => send(idempotencyKey)}
          submitLabel={t('people.send', { count: invited })}
          cancel={back}
          unguarded
        >
          {null}
        </Form>
      ) : (
        <>
          {errors.length === 0 && <Text>{t('people.nobody')}</Text>}
          <div>
            <Button data-autofocus onClick={back}>
              {t('csv.back')}
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}

function Rows({ rows }: { readonly rows: readonly ImportedUser[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table.ScrollContainer minWidth={560} maxHeight="50vh" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('people.rows')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('csv.row')}</Table.Th>
            <Table.Th>{t('session.email')}</Table.Th>
            <Table.Th>{t('organizations.person')}</Table.Th>
            <Table.Th>{t('organizations.role')}</Table.Th>
            <Table.Th>{t('people.outcome')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ row, email, name, role, outcome }) => (
            <Table.Tr key={row}>
              <Table.Td>{format.number(row)}</Table.Td>
              <Table.Td>{email}</Table.Td>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{t(`common.role.${role as CustomerRole}`)}</Table.Td>
              <Table.Td>{t(`people.outcomes.${outcome}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
