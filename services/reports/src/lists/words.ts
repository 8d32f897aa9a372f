import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';
import type { TermStatus } from '@kabinet/contracts/licenses/resources';
import type { Text } from '@kabinet/problem';

/** How reports call the states of things: in the words of the web app's lists. */

export const termStatuses: Readonly<Record<TermStatus, Text>> = {
  scheduled: { ru: 'ещё не начался', en: 'scheduled' },
  active: { ru: 'действует', en: 'active' },
  expired: { ru: 'истёк', en: 'expired' },
  suspended: { ru: 'приостановлено', en: 'suspended' },
  revoked: { ru: 'отозвано', en: 'revoked' },
};

export const issueStatuses: Readonly<Record<IssueStatus, Text>> = {
  new: { ru: 'новый', en: 'new' },
  open: { ru: 'в работе', en: 'open' },
  waiting_for_customer: { ru: 'ждёт ответа заказчика', en: 'waiting for the customer' },
  resolved: { ru: 'решён', en: 'resolved' },
  closed: { ru: 'закрыт', en: 'closed' },
};

export const severities: Readonly<Record<Severity, Text>> = {
  critical: { ru: 'критическая', en: 'critical' },
  high: { ru: 'высокая', en: 'high' },
  normal: { ru: 'обычная', en: 'normal' },
  low: { ru: 'низкая', en: 'low' },
};
