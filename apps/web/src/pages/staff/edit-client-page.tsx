import { Box } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { versionOf } from '../../api/client.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { Form } from '../../forms/form.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { ClientFields, particularsOf, type ClientValues } from './client/client-fields.tsx';
import { clientQuery, type Client } from './client/queries.ts';

export const permission = 'organizations.manage';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(clientQuery(pathParameter(params, 'id')));
}

export function Page() {
  const { t } = useTranslation();
  const client = useSuspenseQuery(clientQuery(usePathParameter('id'))).data;
  const { id, name } = client;
  return (
    <>
      <PageHeader
        title={t('clients.edit_title', { name })}
        back={
          <TextLink to={paths.client(id)} size="sm">
            {name}
          </TextLink>
        }
      />
      <Section title={t('clients.requisites')}>
        <Box maw={560}>
          <EditForm client={client} />
        </Box>
      </Section>
    </>
  );
}

function EditForm({ client }: { readonly client: Client }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [seen, setSeen] = useState(client);
  const { id, kind } = seen;
  async function submit(values: ClientValues): Promise<void> {
    const { name } = await api.organizations.changeCabinet({ params: { id }, body: particularsOf(values) }, { ifMatch: versionOf(seen) });
    await queryClient.invalidateQueries({ queryKey: ['cabinets'] });
    announce(t('clients.saved_notice', { name }));
    await navigate({ to: paths.client(id), ignoreBlocker: true });
  }
  async function reload(): Promise<ClientValues> {
    const fresh = await queryClient.query({ ...clientQuery(id), staleTime: 0 });
    setSeen(fresh);
    return valuesOf(fresh);
  }
  const cancel = () => void navigate({ to: paths.client(id) });
  return (
    <Form initial={valuesOf(seen)} submit={submit} submitLabel={t('common.save')} reload={reload} cancel={cancel}>
      <ClientFields isVendor={kind === 'vendor'} />
    </Form>
  );
}

function valuesOf({ name, full_name, inn, kpp, ogrn, kind }: Client): ClientValues {
  return { name, full_name: full_name ?? '', inn, kpp: kpp ?? '', ogrn: ogrn ?? '', kind };
}
