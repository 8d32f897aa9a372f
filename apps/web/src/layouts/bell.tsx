import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { followNotifications, unreadQuery } from '../api/notifications.ts';
import { Icon } from '../components/icons.tsx';
import { useScope } from '../navigation/link.tsx';
import { paths } from '../navigation/paths.ts';
import classes from './bell.module.css';

const SHOWN_UP_TO = 99;

/** Leads to what the person was told, and says how much of it they have not read. */
export function Bell() {
  const { t } = useTranslation();
  const scope = useScope();
  const { data: unread = 0 } = useQuery(unreadQuery);
  useEffect(() => followNotifications(), []);
  const label = unread === 0 ? t('notifications.title') : t('notifications.unread_count', { count: unread });
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={classes.button}
        aria-label={label}
        renderRoot={(root) => <Link to={paths.notifications()} search={scope} {...root} />}
      >
        <span className={classes.bell}>
          <Icon name="bell" />
          {unread > 0 && (
            <span className={classes.count} aria-hidden>
              {unread > SHOWN_UP_TO ? `${SHOWN_UP_TO}+` : unread}
            </span>
          )}
        </span>
      </ActionIcon>
    </Tooltip>
  );
}
