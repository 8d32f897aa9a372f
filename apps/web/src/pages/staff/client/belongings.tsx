import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ShortList } from '../../../components/short-list.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { AppointOwner } from '../../portal/organization/people/appoint-owner.tsx';
import { ViewAsButton } from '../viewing/view-as-button.tsx';
import { useActionWords } from '../audit/entry-words.tsx';
import { auditQuery, childrenQuery, peopleQuery, type Client } from './queries.ts';

export function Children({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <ShortList
      title={t('clients.children')}
      items={useSuspenseQuery(childrenQuery(id)).data.items}
      keyOf={(child) => child.id}
      row={(child) => ({
        name: <TextLink to={paths.client(child.id)}>{child.name}</TextLink>,
        detail: [child.inn, child.kpp].filter((part) => part !== null).join(' / '),
        aside: t(`clients.kinds.${child.kind}`),
      })}
      empty={t('clients.no_children')}
      all={{ to: paths.clients(), search: { parent_id: id }, label: t('clients.all_children') }}
    />
  );
}

export function People({ client }: { readonly client: Client }) {
  const { t } = useTranslation();
  const mayAppoint = useMay('people.appoint');
  const { id } = client;
  return (
    <ShortList
      title={t('clients.people')}
      items={useSuspenseQuery(peopleQuery(id)).data.items}
      keyOf={(person) => person.id}
      row={({ id: userId, name, email, role, status }) => ({
        name,
        detail: (
          <>
            {t(`common.role.${role}`)}
            <br />
            {email}
          </>
        ),
        aside: status === 'active' ? <ViewAsButton user={{ id: userId, name, email }} /> : t(`clients.${status}`),
      })}
      empty={t('clients.no_people')}
      action={mayAppoint && client.status === 'active' && <AppointOwner organization={client} />}
      all={{ to: paths.organization(id), label: t('clients.all_people') }}
    />
  );
}

/** The newest entries of the audit log. */
export function Log({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wordsOf = useActionWords();
  return (
    <ShortList
      title={t('clients.audit')}
      items={useSuspenseQuery(auditQuery(id)).data.items}
      keyOf={(entry) => entry.id}
      row={({ action, at, actor }) => ({
        name: wordsOf(action),
        detail: format.instant(at),
        aside: actor.kind === null ? undefined : t(`audit.kind.${actor.kind}`),
      })}
      empty={t('clients.no_audit')}
      all={{ to: paths.audit(), search: { cabinet_id: id }, label: t('clients.all_audit') }}
    />
  );
}
