import type { Cabinet } from '@kabinet/contracts/organizations/resources';
import { Group } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure, queryClient } from '../../api/query-client.ts';
import { Facts } from '../../components/facts.tsx';
import { loadList } from '../../components/list/list-definition.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { loadMe, meets, useMay } from '../../session/me.ts';
import { ClientState } from '../../components/client-state.tsx';
import { ClosingSection } from './organization/closing/closing-section.tsx';
import { OrganizationActions } from './organization/organization-actions.tsx';
import { PeopleSection } from './organization/people/people-section.tsx';
import { cabinetSecurityQuery } from './organization/people/required-factor.tsx';
import { peopleList } from './organization/people/queries.ts';
import { childrenQuery, organizationQuery } from './organization/queries.ts';
import { TransferSettings, transferSettingsQuery } from './organization/transfer-settings.tsx';
import { OrganizationTree } from './organization/tree/organization-tree.tsx';

export const permission = 'organizations.read';
export const words = 'people';

export async function load({ params, search }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  const { parent_id, has_children } = await ensure(organizationQuery(id));
  await Promise.all([
    parent_id !== null && ensure(organizationQuery(parent_id)),
    has_children && queryClient.infiniteQuery({ ...childrenQuery(id), staleTime: 'static' }),
    parent_id === null && meets(await loadMe(), 'organizations.manage') && ensure(transferSettingsQuery(id)),
    meets(await loadMe(), 'people.read') && ensure(cabinetSecurityQuery(id)),
    meets(await loadMe(), 'people.read') && loadList(peopleList(id), search),
  ]);
}

export function Page() {
  const { t } = useTranslation();
  const organization = useSuspenseQuery(organizationQuery(usePathParameter('id'))).data;
  const mayManage = useMay('organizations.manage');
  const maySeePeople = useMay('people.read');
  return (
    <>
      <PageHeader
        title={organization.name}
        back={
          <TextLink to={paths.organizations()} size="sm">
            {t('organizations.title')}
          </TextLink>
        }
        aside={organization.status !== 'active' && <ClientState status={organization.status} />}
        actions={mayManage && <OrganizationActions key={organization.id} organization={organization} />}
      />
      {mayManage && organization.status === 'closing' && <ClosingSection organization={organization} />}
      <Requisites organization={organization} />
      {organization.has_children && (
        <Section title={t('clients.children')}>
          <OrganizationTree key={organization.id} label={t('clients.children')} tops={[organization]} current={organization.id} />
        </Section>
      )}
      {mayManage && organization.parent_id === null && <TransferSettings id={organization.id} />}
      {maySeePeople && <PeopleSection key={organization.id} organization={organization} />}
    </>
  );
}

function Requisites({ organization }: { readonly organization: Cabinet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, full_name, inn, kpp, ogrn, kind, status, parent_id, created_at } = organization;
  const maySeeLicenses = useMay('licenses.read');
  const links = (
    <Group gap="md">
      <TextLink to={paths.licenses()} search={{ cabinet_id: id }} size="sm">
        {t('clients.all_licenses')}
      </TextLink>
      <TextLink to={paths.certificates()} search={{ cabinet_id: id }} size="sm">
        {t('clients.all_certificates')}
      </TextLink>
    </Group>
  );
  return (
    <Section title={t('clients.requisites')} aside={maySeeLicenses && links}>
      <Facts
        facts={[
          { label: t('clients.full_name'), value: full_name ?? t('common.none') },
          { label: t('clients.inn'), value: inn },
          { label: t('clients.kpp'), value: kpp ?? t('common.none') },
          { label: t('clients.ogrn'), value: ogrn ?? t('common.none') },
          { label: t('clients.kind'), value: t(`clients.kinds.${kind}`) },
          ...(status === 'active' ? [] : [{ label: t('clients.status'), value: t(`clients.statuses.${status}`) }]),
          ...(parent_id === null ? [] : [{ label: t('clients.parent'), value: <Parent id={parent_id} /> }]),
          { label: t('clients.created'), value: format.instant(created_at) },
        ]}
      />
    </Section>
  );
}

function Parent({ id }: { readonly id: string }) {
  const { name } = useSuspenseQuery(organizationQuery(id)).data;
  return <TextLink to={paths.organization(id)}>{name}</TextLink>;
}
