import { useTranslation } from 'react-i18next';
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx';
import { DateFilter } from '../../../components/list/date-filter.tsx';
import { useMe } from '../../../session/me.ts';
import { ProductFilter } from '../license/term-filters.tsx';

const STATUSES = ['new', 'open', 'waiting_for_customer', 'resolved', 'closed'] as const;
export const SEVERITIES = ['critical', 'high', 'normal', 'low'] as const;

/** The query parameters of `IssueFilters`. */
export const issueFilters = [
  'status',
  'severity',
  'product_id',
  'mine',
  'assignee_id',
  'assigned',
  'overdue',
  'created_from',
  'created_until',
] as const;

export function IssueFilters() {
  const { t } = useTranslation();
  const isStaff = useMe().staff_roles.length > 0;
  return (
    <>
      <ChoiceFilter
        name="status"
        label={t('support.status')}
        options={STATUSES.map((value) => ({ value, label: t(`support.statuses.${value}`) }))}
      />
      <ChoiceFilter
        name="severity"
        label={t('support.severity')}
        options={SEVERITIES.map((value) => ({ value, label: t(`support.severities.${value}`) }))}
      />
      <ProductFilter />
      <DateFilter field="created" label={t('support.created_at')} />
      {isStaff ? (
        <DeskFilters />
      ) : (
        <ChoiceFilter name="mine" label={t('support.whose')} options={[{ value: 'true', label: t('support.mine') }]} />
      )}
    </>
  );
}

/** What the queue of the support is looked through by. */
function DeskFilters() {
  const { t } = useTranslation();
  const { id } = useMe();
  const both = ['true', 'false'] as const;
  return (
    <>
      <ChoiceFilter name="assignee_id" label={t('support.whose')} options={[{ value: id, label: t('support.mine') }]} isSingle />
      <ChoiceFilter
        name="assigned"
        label={t('support.taken')}
        options={both.map((value) => ({ value, label: t(`support.takens.${value}`) }))}
        isSingle
      />
      <ChoiceFilter
        name="overdue"
        label={t('support.overdue')}
        options={both.map((value) => ({ value, label: t(`support.overdues.${value}`) }))}
        isSingle
      />
    </>
  );
}
