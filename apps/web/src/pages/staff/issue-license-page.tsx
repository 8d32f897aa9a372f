import type { NewLicense as NewLicenseSchema } from '@kabinet/contracts/licenses/resources';
import { Box } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { CabinetField } from '../../forms/cabinet-field.tsx';
import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { ParameterFields } from '../../forms/parameter-fields.tsx';
import { givenParameters } from '../../forms/parameter-node.ts';
import { today } from '../../i18n/calendar.ts';
import { useFormat, vendorTimeZone } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { showTermChanges } from '../portal/term/show-term-changes.ts';

export const permission = 'licenses.manage';
export const words = 'terms';

export async function load(): Promise<void> {
  await ensure(productChoiceQuery);
}

interface Values {
  readonly cabinet_id: string;
  readonly product_id: string;
  readonly quantity: string;
  readonly versions: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [initial] = useState(emptyValues);
  async function submit(values: Values, idempotencyKey: string): Promise<void> {
    const { id, number } = await api.licenses.issueLicense({ body: bodyOf(values) }, { idempotencyKey });
    announce(t('issuing.license_done', { number }));
    await showTermChanges();
    await navigate({ to: paths.license(id), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('issuing.license_title')}
        back={
          <TextLink to={paths.licenses()} size="sm">
            {t('licenses.title')}
          </TextLink>
        }
      />
      <Section title={t('issuing.issue_license')}>
        <Box maw={560}>
          <Form initial={initial} submit={submit} submitLabel={t('issuing.issue')}>
            <Fields />
          </Form>
        </Box>
      </Section>
    </>
  );
}

function emptyValues(): Values {
  const valid_from = today(vendorTimeZone(), new Date());
  return { cabinet_id: '', product_id: '', quantity: '1', versions: '', valid_from, valid_until: '', parameters: {} };
}

function bodyOf({ quantity, versions, valid_until, parameters, ...values }: Values): Static<typeof NewLicenseSchema> {
  return {
    ...values,
    quantity: Number(quantity),
    versions: versions === '' ? null : versions,
    valid_until: valid_until === '' ? null : valid_until,
    parameters: givenParameters(parameters),
  };
}

function Fields() {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useSuspenseQuery(productChoiceQuery).data.items.filter(({ status }) => status === 'active');
  const { product_id, valid_from } = useWatch<Values>();
  const product = products.find(({ id }) => id === product_id);
  const options = products.map(({ id, name }) => ({ value: id, label: format.text(name) }));
  return (
    <>
      <CabinetField name="cabinet_id" label={t('issuing.client')} required />
      <ChoiceField
        name="product_id"
        label={t('licenses.product')}
        options={[{ value: '', label: t('forms.choose') }, ...options]}
        required
      />
      {product && <ParameterFields key={product.id} schema={product.parameters} name="parameters" />}
      <TextField name="quantity" type="number" min="1" label={t('licenses.quantity')} required />
      <TextField name="versions" label={t('licenses.versions')} description={t('issuing.versions_hint')} />
      <TextField name="valid_from" type="date" label={t('licenses.valid_from')} required />
      <TextField
        name="valid_until"
        type="date"
        min={valid_from ?? ''}
        label={t('licenses.valid_until')}
        description={t('issuing.perpetual_hint')}
      />
    </>
  );
}
