import type { ReportJob } from '@kabinet/contracts/reports/job-resources';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ChoiceFilter } from '../../components/list/choice-filter.tsx';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { MadeReportActions } from './reports/made-report-actions.tsx';
import { isUnderWay, MadeReportState } from './reports/made-report-state.tsx';

export const permission = 'reports.read_issues';
export const words = 'reports';

const REPORTS = ['licenses', 'certificates', 'issues'] as const;
const STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

const list: ListDefinition<ReportJob> = {
  name: 'made-reports',
  of: 'me',
  fetch: (query, signal) => api.reports.listReports({ query }, { signal }),
  filters: ['report', 'status'],
  sort: '-created_at',
  isUnderWay,
};

export async function load({ search }: PageInput): Promise<void> {
  await loadList(list, search);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader
        title={t('reports.made.title')}
        back={
          <TextLink to={paths.reports()} size="sm">
            {t('reports.title')}
          </TextLink>
        }
      />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ file, id }) => file ?? id}
        filters={<Filters />}
        empty={<Notice title={t('reports.made.empty_title')}>{t('reports.made.empty')}</Notice>}
      />
    </>
  );
}

function Filters() {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceFilter
        name="report"
        label={t('reports.made.report')}
        options={REPORTS.map((value) => ({ value, label: t(`reports.${value}`) }))}
      />
      <ChoiceFilter
        name="status"
        label={t('reports.status')}
        options={STATES.map((value) => ({ value, label: t(`reports.made.states.${value}`) }))}
      />
    </>
  );
}

function useColumns(): readonly Column<ReportJob>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const none = t('common.none');
  return [
    {
      id: 'report',
      header: t('reports.made.report'),
      isKey: true,
      cell: ({ report, format: kind }) => `${t(`reports.${report}`)}, ${kind.toUpperCase()}`,
    },
    { id: 'status', header: t('reports.status'), cell: (job) => <MadeReportState job={job} /> },
    { id: 'created_at', header: t('reports.made.ordered'), sort: 'created_at', cell: ({ created_at }) => format.instant(created_at) },
    {
      id: 'rows',
      header: t('reports.made.rows'),
      align: 'right',
      cell: ({ status, progress }) => (status === 'done' ? format.number(progress.done) : none),
    },
    { id: 'size', header: t('reports.made.size'), align: 'right', cell: ({ size }) => (size === null ? none : format.size(size)) },
    {
      id: 'expires_at',
      header: t('reports.made.kept_until'),
      cell: ({ expires_at }) => (expires_at === null ? none : format.instant(expires_at)),
    },
    { id: 'actions', header: t('reports.made.actions'), cell: (job) => <MadeReportActions job={job} /> },
  ];
}
