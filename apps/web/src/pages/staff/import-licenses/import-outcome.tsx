import type { LicenseImportResult } from '@kabinet/contracts/licenses/import-operations';
import { Alert, Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RowFaults } from '../../../forms/csv-list/row-faults.tsx';
import { Form } from '../../../forms/form.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { ImportedRows } from './imported-rows.tsx';

interface ImportOutcomeProps {
  readonly result: LicenseImportResult;
  readonly issue: (idempotencyKey: string) => Promise<void>;
  readonly back: () => void;
}

/** What the list would issue, row by row. With a fault in any row nothing is issued; what was issued before, not again. */
export function ImportOutcome({ result: { issued_at, rows, errors }, issue, back }: ImportOutcomeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="md">
      {errors.length > 0 && <RowFaults title={t('license_list.faults', { count: errors.length })} faults={errors} />}
      {issued_at !== null && (
        <Alert color="yellow" variant="outline" title={t('license_list.issued_before', { at: format.instant(issued_at) })}>
          {t('license_list.issued_before_hint')}
        </Alert>
      )}
      {rows.length > 0 && <ImportedRows rows={rows} />}
      {errors.length === 0 && issued_at === null ? (
        <Form
          initial={{}}
          submit={(_, idempotencyKey) => issue(idempotencyKey)}
          submitLabel={t('license_list.issue', { count: rows.length })}
          cancel={back}
          unguarded
        >
          {null}
        </Form>
      ) : (
        <div>
          <Button onClick={back}>{t('csv.back')}</Button>
        </div>
      )}
    </Stack>
  );
}
