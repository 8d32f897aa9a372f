import type { AuditActor } from '@kabinet/contracts/audit/resources';
import { Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { useMe } from '../../../session/me.ts';
import { isKnownAction } from './audit-actions.ts';

/** What happened, in words; an action that this page does not know keeps its name. */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslation();
  return (action) => (isKnownAction(action) ? t(`audit.actions.${action}`) : action);
}

/** Which side acted and, as far as the reader is told, who. The log holds no names. */
export function ActorWords({ actor: { kind, id, on_behalf } }: { readonly actor: AuditActor }) {
  const { t } = useTranslation();
  const me = useMe();
  const who = id === null ? t('audit.withheld') : id === `user:${me.id}` ? t('audit.you') : id;
  return (
    <>
      {kind === null ? t('audit.kind_unknown') : t(`audit.kind.${kind}`)}
      {id !== 'anonymous' && (
        <Text size="xs" c="dimmed" component="div">
          {on_behalf === null ? who : `${who} ${t('audit.on_behalf', { who: on_behalf })}`}
        </Text>
      )}
    </>
  );
}

function cabinetNameQuery(id: string) {
  return queryOptions({
    queryKey: ['cabinets', 'name', id],
    queryFn: async ({ signal }) => (await api.organizations.getCabinet({ params: { id } }, { signal })).name,
    staleTime: 300_000,
    retry: false,
  });
}

/** The organization's present name; its id while there is none to show. */
export function CabinetName({ id }: { readonly id: string | null }) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...cabinetNameQuery(id ?? ''), enabled: id !== null });
  return id === null ? t('common.none') : (data ?? id);
}
