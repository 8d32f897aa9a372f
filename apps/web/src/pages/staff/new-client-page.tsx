import { Box } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { CabinetField } from '../../forms/cabinet-field.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { ClientFields, particularsOf, type ClientValues } from './client/client-fields.tsx';

export const permission = 'organizations.manage';

interface NewClientValues extends ClientValues {
  readonly parent_id: string;
}

const initial: NewClientValues = { name: '', full_name: '', inn: '', kpp: '', ogrn: '', kind: 'customer', parent_id: '' };

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function submit(values: NewClientValues, idempotencyKey: string): Promise<void> {
    const body = { ...particularsOf(values), parent_id: values.parent_id || null };
    const { id, name } = await api.organizations.createCabinet({ body }, { idempotencyKey });
    await queryClient.invalidateQueries({ queryKey: ['cabinets'] });
    announce(t('clients.created_notice', { name }));
    await navigate({ to: paths.client(id), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('clients.new_title')}
        back={
          <TextLink to={paths.clients()} size="sm">
            {t('clients.title')}
          </TextLink>
        }
      />
      <Section title={t('clients.requisites')}>
        <Box maw={560}>
          <Form initial={initial} submit={submit} submitLabel={t('clients.create')} cancel={() => void navigate({ to: paths.clients() })}>
            <ClientFields />
            <CabinetField name="parent_id" label={t('clients.parent')} description={t('clients.parent_hint')} />
          </Form>
        </Box>
      </Section>
    </>
  );
}
