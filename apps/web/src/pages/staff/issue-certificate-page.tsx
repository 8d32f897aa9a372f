import { Box } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { CabinetField } from '../../forms/cabinet-field.tsx';
import { Form } from '../../forms/form.tsx';
import { addDays, today } from '../../i18n/calendar.ts';
import { vendorTimeZone } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { licenseQuery, productChoiceQuery, type LicenseDetails } from '../portal/license/queries.ts';
import { showTermChanges } from '../portal/term/show-term-changes.ts';
import { CertificateFields, type CertificateValues } from './issue-certificate/certificate-fields.tsx';

export const permission = 'licenses.manage';
export const words = 'terms';

/** `license` in the address names the first licence to be covered. */
export async function load({ search: { license } }: PageInput): Promise<void> {
  await Promise.all([ensure(productChoiceQuery), license !== undefined && ensure(licenseQuery(license))]);
}

const YEAR_DAYS = 365;

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ license: licenseId }] = usePageSearch();
  const license = licenseId === undefined ? undefined : queryClient.getQueryData(licenseQuery(licenseId).queryKey);
  const [initial] = useState(() => valuesFor(license));
  async function submit({ cabinet_id: _, ...body }: CertificateValues, idempotencyKey: string): Promise<void> {
    const { id, number } = await api.licenses.issueCertificate({ body }, { idempotencyKey });
    announce(t('issuing.certificate_done', { number }));
    await showTermChanges();
    await navigate({ to: paths.certificate(id), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('issuing.certificate_title')}
        back={
          <TextLink to={paths.certificates()} size="sm">
            {t('certificates.title')}
          </TextLink>
        }
      />
      <Section title={t('issuing.issue_certificate')}>
        <Box maw={560}>
          <Form initial={initial} submit={submit} submitLabel={t('issuing.issue')}>
            <CabinetField name="cabinet_id" label={t('issuing.client')} required {...(license && { chosen: license.cabinet })} />
            <CertificateFields />
          </Form>
        </Box>
      </Section>
    </>
  );
}

/** A year from today, for `license` when one was named. */
function valuesFor(license: LicenseDetails | undefined): CertificateValues {
  const valid_from = today(vendorTimeZone(), new Date());
  const valid_until = addDays(valid_from, YEAR_DAYS - 1);
  return { cabinet_id: license?.cabinet.id ?? '', license_ids: license ? [license.id] : [], level: '', valid_from, valid_until };
}
