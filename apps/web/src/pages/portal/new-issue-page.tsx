import { Box } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, uploads } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { productChoiceQuery } from './license/queries.ts';
import { NewIssueFields, type NewIssueValues } from './support/new-issue-fields.tsx';
import { certificatesQuery, showIssueChanges } from './support/queries.ts';

export const permission = 'issues.write';
export const words = 'support';

/** `certificate` in the address names the one under which the request is opened. */
export async function load({ search: { cabinet_id } }: PageInput): Promise<void> {
  await Promise.all([ensure(certificatesQuery(cabinet_id)), ensure(productChoiceQuery)]);
}

export function Page() {
  const { t } = useTranslation();
  const [{ cabinet_id, certificate }] = usePageSearch();
  const certificates = useSuspenseQuery(certificatesQuery(cabinet_id)).data;
  return (
    <>
      <PageHeader
        title={t('support.new')}
        back={
          <TextLink to={paths.issues()} size="sm">
            {t('support.title')}
          </TextLink>
        }
      />
      <Section title={t('support.new')}>
        {certificates.length === 0 ? (
          <Notice title={t('support.no_certificates')} />
        ) : (
          <NewIssue certificate={certificate ?? (certificates.length === 1 ? certificates[0]?.id : undefined) ?? ''} />
        )}
      </Section>
    </>
  );
}

function NewIssue({ certificate }: { readonly certificate: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [files, setFiles] = useState<readonly File[]>([]);
  async function submit({ version, ...values }: NewIssueValues, idempotencyKey: string): Promise<void> {
    const body = { ...values, version: version.trim() === '' ? null : version };
    const { id, number } = await api.issues.createIssue({ body }, { idempotencyKey });
    const lost = await attachAll(id, files);
    announce(lost.length === 0 ? t('support.opened', { number }) : t('support.opened_without_files', { number, names: lost.join(', ') }));
    await showIssueChanges();
    await navigate({ to: paths.issue(id), ignoreBlocker: true });
  }
  const initial: NewIssueValues = {
    certificate_id: certificate,
    subject: '',
    description: '',
    severity: 'normal',
    version: '',
    private: false,
  };
  return (
    <Box maw={720}>
      <Form initial={initial} submit={submit} submitLabel={t('support.open_request')}>
        <NewIssueFields files={files} choose={setFiles} />
      </Form>
    </Box>
  );
}

/** The request is there, whatever becomes of its files; answers the names of those that did not get through. */
async function attachAll(id: string, files: readonly File[]): Promise<string[]> {
  const lost: string[] = [];
  for (const file of files) {
    await uploads.issues.uploadAttachment({ params: { id }, file }).catch(() => lost.push(file.name));
  }
  return lost;
}
