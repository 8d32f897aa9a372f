import type { MachineToken } from '@kabinet/contracts/auth/resources';
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PageInput } from '../../navigation/page.ts';
import { useMay } from '../../session/me.ts';
import { CreateToken, type CreatedToken } from './profile/create-token.tsx';
import { ProfileNavigation } from './profile/profile-navigation.tsx';
import { RevokeToken } from './profile/revoke-token.tsx';
import { ShownToken } from './profile/shown-token.tsx';

export const permission = 'tokens.read';

const list: ListDefinition<MachineToken> = {
  name: 'tokens',
  fetch: (query, signal) => api.auth.listTokens({ query }, { signal }),
  filters: [],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  const mayManage = useMay('tokens.manage');
  return (
    <>
      <PageHeader title={t('profile.tokens')} actions={mayManage && <NewToken />} />
      <ProfileNavigation />
      <Text c="dimmed">{t('profile.tokens_lead')}</Text>
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ name }) => name}
        empty={
          <Notice title={t('profile.no_tokens_title')} action={<GuideLink guide="integrate" />}>
            {t('profile.no_tokens')}
          </Notice>
        }
      />
    </>
  );
}

function NewToken() {
  const { t } = useTranslation();
  const [step, setStep] = useState<'asking' | CreatedToken>();
  const close = () => setStep(undefined);
  return (
    <>
      <Button onClick={() => setStep('asking')}>{t('profile.new_token')}</Button>
      {step === 'asking' && <CreateToken created={setStep} close={close} />}
      {typeof step === 'object' && <ShownToken created={step} close={close} />}
    </>
  );
}

function useColumns(): readonly Column<MachineToken>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const mayManage = useMay('tokens.manage');
  return [
    { id: 'name', header: t('profile.token_name'), isKey: true, cell: ({ name }) => name },
    { id: 'scopes', header: t('profile.scopes'), cell: ({ scopes }) => scopes.map((scope) => t(`profile.scope.${scope}`)).join(', ') },
    { id: 'cabinet', header: t('profile.token_cabinet'), cell: ({ cabinet }) => cabinet?.name ?? t('profile.vendor') },
    {
      id: 'expires_at',
      header: t('profile.expires'),
      cell: ({ expires_at }) => (expires_at === null ? t('profile.never_expires') : format.instant(expires_at)),
    },
    {
      id: 'last_used_on',
      header: t('profile.last_used'),
      cell: ({ last_used_on }) => (last_used_on === null ? t('profile.never_used') : format.date(last_used_on)),
    },
    {
      id: 'created_at',
      header: t('profile.created'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
    ...(mayManage
      ? [{ id: 'actions', header: t('organizations.actions'), cell: (token: MachineToken) => <RevokeToken token={token} /> }]
      : []),
  ];
}
