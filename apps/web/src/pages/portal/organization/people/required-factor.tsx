import { Switch, Text } from '@mantine/core';
import { queryOptions, useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../../api/api.ts';
import { queryClient } from '../../../../api/query-client.ts';
import { announce } from '../../../../components/announcements/announce.ts';
import { useWordsOf } from '../../../../components/failure-notice.tsx';
import { useMay } from '../../../../session/me.ts';

export function cabinetSecurityQuery(id: string) {
  return queryOptions({
    queryKey: ['cabinet-security', id],
    queryFn: ({ signal }) => api.auth.getCabinetSecurity({ params: { id } }, { signal }),
  });
}

/** Whether the organization lets in only who has a second factor. */
export function RequiredFactor({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { second_factor, inherited } = useSuspenseQuery(cabinetSecurityQuery(id)).data;
  const mayManage = useMay('people.manage');
  const change = useMutation({
    mutationFn: (isRequired: boolean) =>
      api.auth.setCabinetSecurity({ params: { id }, body: { second_factor: isRequired ? 'required' : 'optional' } }),
    onSuccess: (security) => {
      queryClient.setQueryData(cabinetSecurityQuery(id).queryKey, security);
      announce(t(security.second_factor === 'required' ? 'people.factor_required' : 'people.factor_optional'));
    },
  });
  const { title, detail } = useWordsOf(change.error);
  return (
    <div>
      <Switch
        label={t('people.require_factor')}
        description={t(inherited ? 'people.require_factor_inherited' : 'people.require_factor_hint')}
        checked={inherited || second_factor === 'required'}
        disabled={inherited || !mayManage || change.isPending}
        onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
      />
      <Text role="alert" size="sm" c="var(--mantine-color-error)">
        {change.isError && (detail || title)}
      </Text>
    </div>
  );
}
