import type { Announcement } from '@kabinet/contracts/notifications/resources';
import { useTranslation } from 'react-i18next';
import { TextAreaField, TextField } from '../../../forms/fields.tsx';

/** What an announcement says; `published_at` is a moment of the author's own time zone, `YYYY-MM-DDTHH:MM`, or empty for at once. */
export interface AnnouncementWords {
  readonly title: { readonly ru: string; readonly en: string };
  readonly body: { readonly ru: string; readonly en: string };
  readonly link: string;
}

export function AnnouncementFields() {
  const { t } = useTranslation();
  return (
    <>
      <TextField name="title.ru" label={t('announcements.heading_ru')} required />
      <TextAreaField name="body.ru" label={t('announcements.text_ru')} description={t('announcements.text_hint')} required />
      <TextField name="title.en" label={t('announcements.heading_en')} required />
      <TextAreaField name="body.en" label={t('announcements.text_en')} description={t('announcements.text_hint')} required />
      <TextField name="link" label={t('announcements.link')} description={t('announcements.link_hint')} />
    </>
  );
}

export function wordsOf({ title, body, link }: Announcement): AnnouncementWords {
  return { title, body, link: link ?? '' };
}
