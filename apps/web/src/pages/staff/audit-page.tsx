import type { AuditEntry } from '@kabinet/contracts/audit/resources';
import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, files } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { DateFilter } from '../../components/list/date-filter.tsx';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { TextFilter } from '../../components/list/text-filter.tsx';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PageInput } from '../../navigation/page.ts';
import { useMay } from '../../session/me.ts';
import { AUDIT_ACTIONS } from './audit/audit-actions.ts';
import { ChainCheckButton } from './audit/chain-check.tsx';
import { EntryDialog } from './audit/entry-dialog.tsx';
import { ActorWords, CabinetName, useActionWords } from './audit/entry-words.tsx';

export const permission = 'audit.read';
export const words = 'records';

const list: ListDefinition<AuditEntry> = {
  name: 'audit',
  fetch: (query, signal) => api.audit.listAuditEntries({ query }, { signal }),
  filters: ['action', 'actor', 'subject', 'at_from', 'at_until'],
  sort: '-at',
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  const mayVerify = useMay('audit.verify');
  const actionWords = useActionWords();
  return (
    <>
      <PageHeader title={t('audit.title')} actions={mayVerify && <ChainCheckButton />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ action }) => actionWords(action)}
        filters={<Filters />}
        exports={[
          { label: t('audit.export_csv'), fetch: (query) => files.audit.exportAuditTable({ query }) },
          { label: t('audit.export_ndjson'), fetch: (query) => files.audit.exportAuditEntries({ query }) },
        ]}
        empty={
          <Notice title={t('audit.empty_title')} action={<GuideLink guide="staff" />}>
            {t('audit.empty')}
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
        name="action"
        label={t('audit.action')}
        options={AUDIT_ACTIONS.map((value) => ({ value, label: t(`audit.actions.${value}`) }))}
      />
      <DateFilter field="at" label={t('audit.at')} instants />
      <TextFilter name="actor" label={t('audit.actor')} />
      <TextFilter name="subject" label={t('audit.subject')} />
    </>
  );
}

function useColumns(): readonly Column<AuditEntry>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'action', header: t('audit.action'), isKey: true, cell: (entry) => <EntryLink entry={entry} /> },
    { id: 'at', header: t('audit.at'), sort: 'at', cell: ({ at }) => format.instant(at) },
    { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => <ActorWords actor={actor} /> },
    { id: 'cabinet', header: t('audit.cabinet'), cell: ({ cabinet_id }) => <CabinetName id={cabinet_id} /> },
    { id: 'ip', header: t('audit.ip'), cell: ({ ip }) => ip ?? t('common.none') },
    { id: 'subject', header: t('audit.subject'), isExtra: true, cell: ({ subject }) => subject },
    { id: 'request', header: t('audit.request'), isExtra: true, cell: ({ request_id }) => request_id },
  ];
}

/** What happened; a press shows what changed. */
function EntryLink({ entry }: { readonly entry: AuditEntry }) {
  const actionWords = useActionWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Anchor component="button" type="button" ta="start" onClick={() => setOpen(true)}>
        {actionWords(entry.action)}
      </Anchor>
      {isOpen && <EntryDialog entry={entry} close={() => setOpen(false)} />}
    </>
  );
}
