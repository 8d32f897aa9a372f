import type { LicenseImportResult } from '@kabinet/contracts/licenses/import-operations';
import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { CsvField } from '../../forms/csv-list/csv-field.tsx';
import { Form } from '../../forms/form.tsx';
import { today } from '../../i18n/calendar.ts';
import type { Language } from '../../i18n/i18n.ts';
import { vendorTimeZone } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { showTermChanges } from '../portal/term/show-term-changes.ts';
import { ImportOutcome } from './import-licenses/import-outcome.tsx';
import { ImportedRows } from './import-licenses/imported-rows.tsx';
import { sampleList } from './import-licenses/sample-list.ts';

export const permission = 'licenses.manage';
export const words = 'terms';

export async function load(): Promise<void> {
  await ensure(productChoiceQuery);
}

interface Checked {
  readonly csv: string;
  readonly result: LicenseImportResult;
}

/** First it is told what the list would issue and which rows are wrong, then all of it is issued or nothing. */
export function Page() {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<Checked>();
  async function check({ csv }: { readonly csv: string }): Promise<void> {
    setChecked({ csv, result: await api.licenses.previewLicenseImport({ query: { dry_run: true }, body: { csv } }) });
  }
  async function issue({ csv }: Checked, idempotencyKey: string): Promise<void> {
    const result = await api.licenses.importLicenses({ body: { csv } }, { idempotencyKey });
    announce(t('license_list.done', { count: result.rows.length }));
    setChecked({ csv, result });
    await showTermChanges();
  }
  const isDone = checked?.result.dry_run === false;
  return (
    <>
      <PageHeader
        title={t('license_list.title')}
        back={
          <TextLink to={paths.licenses()} size="sm">
            {t('licenses.title')}
          </TextLink>
        }
      />
      <Section title={t(isDone ? 'license_list.issued' : checked ? 'license_list.outcome' : 'csv.list')}>
        {/* The list stays as it was typed while its outcome is looked at. */}
        <div hidden={checked !== undefined}>
          <Form initial={{ csv: '' }} submit={check} submitLabel={t('csv.check')}>
            <ListFields />
          </Form>
        </div>
        {checked && isDone && <ImportedRows rows={checked.result.rows} />}
        {checked && !isDone && (
          <ImportOutcome result={checked.result} issue={(key) => issue(checked, key)} back={() => setChecked(undefined)} />
        )}
      </Section>
    </>
  );
}

function ListFields() {
  const { t, i18n } = useTranslation();
  const products = useSuspenseQuery(productChoiceQuery).data.items.filter(({ status }) => status === 'active');
  const [day] = useState(() => today(vendorTimeZone(), new Date()));
  const text = sampleList(products, i18n.language as Language, day);
  return (
    <>
      <Text>{t('license_list.lead')}</Text>
      <GuideLink guide="staff" />
      <CsvField name="csv" hint={t('license_list.hint')} sample={{ name: 'licenses.csv', text }} />
    </>
  );
}
