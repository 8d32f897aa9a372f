import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, files } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import type { Column } from '../../components/list/columns.ts';
import { List } from '../../components/list/list.tsx';
import { loadList, type ListDefinition } from '../../components/list/list-definition.ts';
import { useReportExports } from '../../components/list/report-exports.ts';
import { GuideLink } from '../../components/guide-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import type { PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { useMay, useMe } from '../../session/me.ts';
import { productChoiceQuery } from './license/queries.ts';
import { IssueFilters, issueFilters } from './support/filters.tsx';
import classes from './support/support.module.css';
import { IssueSeverityLabel, IssueStatusLabel, ResponseClock } from './support/labels.tsx';
import type { Issue } from './support/queries.ts';

export const permission = 'issues.read_own';
export const words = 'support';

const list: ListDefinition<Issue> = {
  name: 'issues',
  fetch: (query, signal) => api.issues.listIssues({ query }, { signal }),
  filters: issueFilters,
  sort: '-updated_at',
};

export async function load({ search }: PageInput): Promise<void> {
  await Promise.all([loadList(list, search), ensure(productChoiceQuery)]);
}

export function Page() {
  const exports = useReportExports('issues', {
    csv: files.reports.exportIssuesCsv,
    xlsx: files.reports.exportIssuesXlsx,
    pdf: files.reports.exportIssuesPdf,
  });
  const { t } = useTranslation();
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <>
      <PageHeader title={t('support.title')} actions={<Actions />} />
      <List
        list={list}
        columns={useColumns()}
        nameOf={({ number }) => number}
        exports={exports}
        filters={<IssueFilters />}
        empty={
          <Notice title={t('support.empty_title')} action={<GuideLink guide={isStaff ? 'staff' : 'customers'} />}>
            {t(isStaff ? 'support.queue_empty' : 'support.empty')}
          </Notice>
        }
      />
    </>
  );
}

function Actions() {
  const { t } = useTranslation();
  const mayWrite = useMay('issues.write');
  const mayManage = useMay('issues.manage');
  return (
    <>
      {mayManage && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.helpdesk()} {...root} />}>
          {t('helpdesk.title')}
        </Button>
      )}
      {mayManage && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.cannedAnswers()} {...root} />}>
          {t('support.canned')}
        </Button>
      )}
      {mayManage && (
        <Button variant="default" renderRoot={(root) => <Link to={paths.satisfaction()} {...root} />}>
          {t('rating.satisfaction')}
        </Button>
      )}
      {mayWrite && <Button renderRoot={(root) => <Link to={paths.newIssue()} {...root} />}>{t('support.new')}</Button>}
    </>
  );
}

function useColumns(): readonly Column<Issue>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'subject',
      header: t('support.subject'),
      isKey: true,
      cell: ({ id, subject }) => (
        <TextLink to={paths.issue(id)} className={classes.subject}>
          {subject}
        </TextLink>
      ),
    },
    { id: 'number', header: t('support.number'), sort: 'number', cell: ({ number }) => number },
    { id: 'cabinet', header: t('support.cabinet'), cell: ({ cabinet }) => cabinet.name },
    { id: 'product', header: t('support.product'), isExtra: true, cell: ({ product }) => format.text(product.name) },
    { id: 'severity', header: t('support.severity'), cell: ({ severity }) => <IssueSeverityLabel severity={severity} /> },
    { id: 'status', header: t('support.status'), cell: ({ status }) => <IssueStatusLabel status={status} /> },
    {
      id: 'respond_by',
      header: t('support.respond_by'),
      sort: 'respond_by',
      cell: (issue) => (
        <div className={classes.clock}>
          <ResponseClock issue={issue} />
        </div>
      ),
    },
    { id: 'updated_at', header: t('support.updated_at'), sort: 'updated_at', cell: ({ updated_at }) => format.instant(updated_at) },
    ...useExtraColumns(),
  ];
}

/** What is shown to who asks for it. */
function useExtraColumns(): readonly Column<Issue>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      id: 'assignee',
      header: t('support.assignee'),
      isExtra: true,
      cell: ({ assignee }) => assignee?.name ?? t('support.nobody'),
    },
    {
      id: 'author',
      header: t('support.created_by'),
      isExtra: true,
      cell: ({ created_by }) => created_by.name ?? t('support.somebody'),
    },
    {
      id: 'created_at',
      header: t('support.created_at'),
      sort: 'created_at',
      isExtra: true,
      cell: ({ created_at }) => format.instant(created_at),
    },
  ];
}
