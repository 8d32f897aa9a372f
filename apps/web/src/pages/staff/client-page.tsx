import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { loadMe, useMay } from '../../session/me.ts';
import { CloseOrganization } from '../portal/organization/closing/close-organization.tsx';
import { ClosingSection } from '../portal/organization/closing/closing-section.tsx';
import { Children, Log, People } from './client/belongings.tsx';
import { Downloads, Mails, Requests } from './client/doings.tsx';
import { Certificates, Licenses, Purchases } from './client/holdings.tsx';
import { ClientState } from '../../components/client-state.tsx';
import { MoveClient } from './client/move-client.tsx';
import { ReopenClient } from './client/reopen-client.tsx';
import { partsOfClient } from './client/parts.ts';
import { clientQuery, type Client } from './client/queries.ts';
import classes from './client/client.module.css';

export const permission = 'staff';
/** A client's page tells of much: its purchases, its people, the newest entries of the log. */
export const words = ['records', 'console', 'people', 'support', 'delivery'] as const;

export async function load({ params }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  const { permissions } = await loadMe();
  const shown = partsOfClient.filter((part) => permissions.includes(part.permission));
  const [client] = await Promise.all([ensure(clientQuery(id)), ...shown.map((part) => part.load(id))]);
  if (client.parent_id !== null) await ensure(clientQuery(client.parent_id));
}

export function Page() {
  const { t } = useTranslation();
  const client = useSuspenseQuery(clientQuery(usePathParameter('id'))).data;
  const mayManage = useMay('organizations.manage');
  return (
    <>
      <PageHeader
        title={client.name}
        back={
          <TextLink to={paths.clients()} size="sm">
            {t('clients.title')}
          </TextLink>
        }
        aside={<ClientState status={client.status} />}
        actions={<Actions client={client} />}
      />
      {mayManage && client.status === 'closing' && <ClosingSection organization={client} />}
      <Requisites client={client} />
      <Parts client={client} />
    </>
  );
}

/** What the client has and does, as far as the role may see it. */
function Parts({ client }: { readonly client: Client }) {
  const maySeePurchases = useMay('purchases.read');
  const maySeeRequests = useMay('issues.read');
  const maySeeDownloads = useMay('downloads.read');
  const maySeeMails = useMay('mail.read');
  const maySeePeople = useMay('people.read');
  const maySeeLog = useMay('audit.read');
  return (
    <div className={classes.parts}>
      <Licenses id={client.id} />
      <Certificates id={client.id} />
      {maySeePurchases && <Purchases id={client.id} />}
      {maySeeRequests && <Requests id={client.id} />}
      {maySeeDownloads && <Downloads id={client.id} />}
      {maySeeMails && <Mails id={client.id} />}
      <Children id={client.id} />
      {maySeePeople && <People client={client} />}
      {maySeeLog && <Log id={client.id} />}
    </div>
  );
}

function Actions({ client }: { readonly client: Client }) {
  const { t } = useTranslation();
  const mayMove = useMay('organizations.move');
  const mayReopen = useMay('organizations.reopen');
  const [isClosing, setClosing] = useState(false);
  const mayManage = useMay('organizations.manage');
  if (client.status === 'closed' && mayReopen) return <ReopenClient client={client} />;
  if (!mayManage || client.status !== 'active') return null;
  return (
    <>
      <Button variant="default" onClick={() => setClosing(true)}>
        {t('closing.close')}
      </Button>
      {isClosing && <CloseOrganization organization={client} close={() => setClosing(false)} />}
      {mayMove && <MoveClient client={client} />}
      <Button renderRoot={(root) => <Link to={paths.editClient(client.id)} {...root} />}>{t('clients.edit')}</Button>
    </>
  );
}

function Requisites({ client }: { readonly client: Client }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Section title={t('clients.requisites')}>
      <Facts
        facts={[
          { label: t('clients.inn'), value: client.inn },
          { label: t('clients.kpp'), value: client.kpp ?? t('common.none') },
          { label: t('clients.ogrn'), value: client.ogrn ?? t('common.none') },
          { label: t('clients.kind'), value: t(`clients.kinds.${client.kind}`) },
          { label: t('clients.created'), value: format.instant(client.created_at) },
          { label: t('clients.full_name'), value: client.full_name ?? t('common.none') },
          { label: t('clients.parent'), value: client.parent_id === null ? t('clients.no_parent') : <Parent id={client.parent_id} /> },
        ]}
      />
    </Section>
  );
}

function Parent({ id }: { readonly id: string }) {
  const parent = useSuspenseQuery(clientQuery(id)).data;
  return <TextLink to={paths.client(id)}>{parent.name}</TextLink>;
}
