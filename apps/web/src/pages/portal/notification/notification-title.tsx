import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { markNotification } from '../../../api/notifications.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useScope } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from './notification-title.module.css';
import type { Notification } from './queries.ts';

const FOR_GOOD = '9999-12-31';

/** What happened, leading to its page; who follows it has read it. */
export function NotificationTitle({ notification }: { readonly notification: Notification }) {
  const { t } = useTranslation();
  const format = useFormat();
  const scope = useScope();
  const { id, kind, title, body, link, read_at, snoozed_until } = notification;
  const [to = '', query] = (link ?? paths.notification(id)).split('?');
  const isUnread = read_at === null;
  const until = snoozed_until === FOR_GOOD ? t('notifications.acknowledged') : snoozed_until;
  return (
    <div className={classes.notification}>
      <Link
        to={to}
        search={{ ...scope, ...Object.fromEntries(new URLSearchParams(query)) }}
        className={isUnread ? classes.unread : classes.read}
        onClick={() => void (isUnread && markNotification(id, true).catch(() => undefined))}
      >
        {isUnread && <span className={classes.dot} aria-label={t('notifications.unread')} role="img" />}
        {title}
      </Link>
      {/* The words of an announcement are on its own page. */}
      {kind !== 'announcement' && body !== '' && <span className={classes.body}>{body}</span>}
      {until !== null && (
        <span className={classes.body}>
          {until === snoozed_until ? t('notifications.snoozed_until', { date: format.date(until) }) : until}
        </span>
      )}
    </div>
  );
}
