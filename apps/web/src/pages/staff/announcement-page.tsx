import type { Announcement } from '@kabinet/contracts/notifications/resources';
import { Box, Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { showNotificationChanges } from '../../api/notifications.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { Facts } from '../../components/facts.tsx';
import { MarkdownText } from '../../components/markdown.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { ActionDialog } from '../../forms/action-dialog.tsx';
import { Form } from '../../forms/form.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { AnnouncementFields, wordsOf, type AnnouncementWords } from './announcement/announcement-fields.tsx';
import { announcementQuery } from './announcement/queries.ts';

export const permission = 'notifications.manage';
export const words = 'console';

export async function load({ params }: PageInput): Promise<void> {
  await ensure(announcementQuery(pathParameter(params, 'id')));
}

async function showChanges(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ['announcements'] }), showNotificationChanges()]);
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const [doing, setDoing] = useState<'editing' | 'withdrawing'>();
  const announcement = useSuspenseQuery(announcementQuery(usePathParameter('id'))).data;
  const close = () => setDoing(undefined);
  const isOpen = announcement.status !== 'withdrawn' && doing !== 'editing';
  return (
    <>
      <PageHeader
        title={format.text(announcement.title)}
        back={
          <TextLink to={paths.announcements()} size="sm">
            {t('announcements.title')}
          </TextLink>
        }
        actions={
          isOpen && (
            <>
              <Button variant="default" onClick={() => setDoing('editing')}>
                {t('announcements.edit')}
              </Button>
              <Button variant="default" onClick={() => setDoing('withdrawing')}>
                {t('announcements.withdraw')}
              </Button>
            </>
          )
        }
      />
      <Particulars announcement={announcement} />
      {doing === 'editing' ? <Editing announcement={announcement} close={close} /> : <BothTexts announcement={announcement} />}
      {doing === 'withdrawing' && <Withdrawing id={announcement.id} close={close} />}
    </>
  );
}

function Particulars({ announcement: { status, audience, published_at, read_by } }: { readonly announcement: Announcement }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { label: t('notifications.state'), value: t(`announcements.status.${status}`) },
        { label: t('announcements.audience'), value: t(`announcements.audiences.${audience.kind}`) },
        { label: t('announcements.published_at'), value: format.instant(published_at) },
        { label: t('announcements.read_by'), value: format.number(read_by) },
      ]}
    />
  );
}

function BothTexts({ announcement: { title, body } }: { readonly announcement: Announcement }) {
  return (
    <>
      <Section title={title.ru}>
        <MarkdownText>{body.ru}</MarkdownText>
      </Section>
      <Section title={title.en}>
        <MarkdownText>{body.en}</MarkdownText>
      </Section>
    </>
  );
}

interface StepProps {
  readonly close: () => void;
}

function Editing({ announcement, close }: StepProps & { readonly announcement: Announcement }) {
  const { t } = useTranslation();
  const { id } = announcement;
  async function submit({ title, body, link }: AnnouncementWords): Promise<void> {
    await api.notifications.changeNotification({ params: { id }, body: { title, body, link: link || null } });
    await showChanges();
    announce(t('announcements.saved'));
    close();
  }
  return (
    <Section title={t('announcements.edit')}>
      <Box maw={680}>
        <Form initial={wordsOf(announcement)} submit={submit} submitLabel={t('announcements.save')} cancel={close}>
          <AnnouncementFields />
        </Form>
      </Box>
    </Section>
  );
}

function Withdrawing({ id, close }: StepProps & { readonly id: string }) {
  const { t } = useTranslation();
  async function act(): Promise<void> {
    await api.notifications.deleteNotification({ params: { id } });
    await showChanges();
    announce(t('announcements.withdrawn'));
    close();
  }
  return (
    <ActionDialog
      title={t('announcements.withdraw_title')}
      preview={t('announcements.withdraw_preview')}
      confirmLabel={t('announcements.withdraw')}
      act={act}
      close={close}
    />
  );
}
