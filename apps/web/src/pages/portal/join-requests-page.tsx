import type { JoinRequest } from '@kabinet/contracts/auth/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PageInput } from '../../navigation/page.ts';
import { AnswerRequest } from './join-requests/answer-request.tsx';

export const permission = 'people.manage';

const list: ListDefinition<JoinRequest> = {
  name: 'join-requests',
  fetch: (query, signal) => api.auth.listJoinRequests({ query }, { signal }),
  filters: [],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

/** Who asks to be let in; reached from the mail that tells an owner of it, and from the people of an organization. */
export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('joining.title')} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ name }) => name}
        empty={<Notice title={t('joining.none_title')}>{t('joining.none')}</Notice>}
      />
    </>
  );
}

function useColumns(): readonly Column<JoinRequest>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'name', header: t('organizations.person'), isKey: true, cell: ({ name }) => name },
    { id: 'email', header: t('session.email'), cell: ({ email }) => email },
    { id: 'cabinet', header: t('licenses.cabinet'), cell: ({ cabinet }) => cabinet.name },
    { id: 'comment', header: t('joining.comment'), cell: ({ comment }) => comment ?? t('common.none') },
    { id: 'created_at', header: t('joining.at'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    { id: 'actions', header: t('organizations.actions'), cell: (request) => <AnswerRequest request={request} /> },
  ];
}
