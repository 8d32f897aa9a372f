import { Button, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { queryClient } from '../../../api/query-client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { CabinetField } from '../../../forms/cabinet-field.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { Form } from '../../../forms/form.tsx';
import { clientQuery, movedQuery, type Client } from './queries.ts';

/** Hangs the organization, with everything below it, under another one. */
export function MoveClient({ client }: { readonly client: Client }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('clients.move')}
      </Button>
      {isOpen && <MoveDialog client={client} close={() => setOpen(false)} />}
    </>
  );
}

interface MoveDialogProps {
  readonly client: Client;
  readonly close: () => void;
}

interface MoveValues {
  readonly parent_id: string;
}

function MoveDialog({ client, close }: MoveDialogProps) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(client);
  const { id, name } = client;
  async function submit({ parent_id }: MoveValues): Promise<void> {
    const body = { parent_id: parent_id || null };
    await api.organizations.changeCabinet({ params: { id }, body }, { ifMatch: versionOf(seen) });
    await queryClient.invalidateQueries();
    announce(t('clients.moved_notice', { name }));
    close();
  }
  async function reload(): Promise<MoveValues> {
    const fresh = await queryClient.query({ ...clientQuery(id), staleTime: 0 });
    setSeen(fresh);
    return { parent_id: '' };
  }
  return (
    <Dialog title={t('clients.move_title', { name })} close={close}>
      <Form initial={{ parent_id: '' }} submit={submit} submitLabel={t('clients.move_confirm')} reload={reload} cancel={close} unguarded>
        <CabinetField name="parent_id" label={t('clients.new_parent')} description={t('clients.new_parent_hint')} except={id} />
        <Moved client={client} />
      </Form>
    </Dialog>
  );
}

/** What goes along, and who sees it afterwards. */
function Moved({ client: { id, name, parent_id } }: { readonly client: Client }) {
  const { t } = useTranslation();
  const { data } = useQuery(movedQuery(id));
  const parent = useQuery({ ...clientQuery(parent_id ?? ''), enabled: parent_id !== null }).data;
  return (
    <Stack gap="xs" role="group" aria-label={t('clients.moves')} aria-busy={data === undefined}>
      <Text fw={600}>{t('clients.moves')}</Text>
      {data === undefined ? (
        <Text c="dimmed">{t('common.loading')}</Text>
      ) : (
        <List size="sm">
          <List.Item>
            {data.below === 0 ? t('clients.moves_itself', { name }) : t('clients.moves_with', { name, count: data.below })}
          </List.Item>
          <List.Item>{t('clients.moves_licenses', { count: data.licenses })}</List.Item>
          <List.Item>{t('clients.moves_certificates', { count: data.certificates })}</List.Item>
        </List>
      )}
      <Text size="sm">{parent ? t('clients.moves_sight', { from: parent.name }) : t('clients.moves_sight_new')}</Text>
    </Stack>
  );
}
