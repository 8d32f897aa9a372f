import type { Mail } from '@kabinet/contracts/notifications/resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { DateFilter } from '../../components/list/date-filter.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { MAIL_KINDS, MAIL_STATES, MailState, useFailureWords } from './mail/mail-state.tsx';

export const permission = 'mail.read';
export const words = 'console';

const list: ListDefinition<Mail> = {
  name: 'mails',
  fetch: (query, signal) => api.notifications.listMails({ query }, { signal }),
  filters: ['status', 'kind', 'created_from', 'created_until'],
  sort: '-created_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('mail.title')} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ id, recipient }) => recipient ?? id}
        filters={<Filters />}
        empty={
          <Notice title={t('mail.empty_title')} action={<GuideLink guide="staff" />}>
            {t('mail.empty')}
          </Notice>
        }
      />
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('mail.state')}
        options={MAIL_STATES.map((value) => ({ value, label: t(`mail.status.${value}`) }))}
      />
      <ChoiceFilter
        name="kind"
        label={t('mail.kind_label')}
        options={MAIL_KINDS.map((value) => ({ value, label: t(`mail.kind.${value}`) }))}
      />
      <DateFilter field="created" label={t('mail.created')} />
    </>
  );
}

function useColumns(): readonly Column<Mail>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'recipient',
      header: t('mail.recipient'),
      isKey: true,
      cell: ({ id, recipient }) => <TextLink to={paths.mail(id)}>{recipient ?? t('mail.not_composed')}</TextLink>,
    },
    { id: 'kind', header: t('mail.kind_label'), cell: ({ kind }) => t(`mail.kind.${kind}`) },
    { id: 'status', header: t('mail.state'), cell: ({ status }) => <MailState status={status} /> },
    { id: 'failure', header: t('mail.failure'), cell: (mail) => <Failure mail={mail} /> },
    { id: 'created_at', header: t('mail.created'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    {
      id: 'sent_at',
      header: t('mail.sent'),
      isExtra: true,
      cell: ({ sent_at }) => (sent_at === null ? t('common.none') : format.instant(sent_at)),
    },
    { id: 'attempts', header: t('mail.attempts'), isExtra: true, align: 'right', cell: ({ attempts }) => format.number(attempts) },
  ];
}

function Failure({ mail }: { readonly mail: Mail }) {
  const { t } = useTranslation();
  return useFailureWords(mail) ?? t('common.none');
}
