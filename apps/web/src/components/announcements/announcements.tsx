import { CloseButton } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons.tsx';
import { currentAnnouncement, dismissAnnouncement, subscribeToAnnouncements } from './announce.ts';
import classes from './announcements.module.css';

const SHOWN_MS = 8_000;

/** The place of announcements, at the bottom of every page. Always there: a live region that comes with its words is not read out. */
export function Announcements() {
  const { t } = useTranslation();
  const announcement = useSyncExternalStore(subscribeToAnnouncements, currentAnnouncement);
  const [isHeld, hold] = useState(false);
  useEffect(() => {
    if (!announcement || isHeld) return;
    const timer = setTimeout(dismissAnnouncement, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [announcement, isHeld]);
  return (
    <div role="status" className={`${classes.place} no-print`}>
      {announcement && (
        <div key={announcement.id} className={classes.announcement} onMouseEnter={() => hold(true)} onMouseLeave={() => hold(false)}>
          <Icon name="check" />
          <span>{announcement.text}</span>
          <CloseButton size="sm" variant="transparent" aria-label={t('common.close')} onClick={dismissAnnouncement} />
        </div>
      )}
    </div>
  );
}
