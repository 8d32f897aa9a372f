import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { markNotification } from '../../api/notifications.ts';
import { ensure } from '../../api/query-client.ts';
import { MarkdownText } from '../../components/markdown.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { notificationQuery } from './notification/queries.ts';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(notificationQuery(pathParameter(params, 'id')));
}

/** What a notification says that leads nowhere else: an announcement, above all. Who opens it has read it. */
export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, kind, title, body, created_at, read_at } = useSuspenseQuery(notificationQuery(usePathParameter('id'))).data;
  const isUnread = read_at === null;
  useEffect(() => {
    if (isUnread) markNotification(id, true).catch(() => undefined);
  }, [id, isUnread]);
  return (
    <>
      <PageHeader
        title={title}
        back={
          <TextLink to={paths.notifications()} size="sm">
            {t('notifications.title')}
          </TextLink>
        }
      />
      <Section title={t(`notifications.kinds.${kind}`)} aside={<Text c="dimmed">{format.instant(created_at)}</Text>}>
        <MarkdownText>{body}</MarkdownText>
      </Section>
    </>
  );
}
