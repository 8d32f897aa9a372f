import type { Audience } from '@kabinet/contracts/notifications/resources';
import { Box } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { showNotificationChanges } from '../../api/notifications.ts';
import { ensure, queryClient } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { CabinetField } from '../../forms/cabinet-field.tsx';
import { ChoiceField, TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { productChoiceQuery } from '../portal/license/queries.ts';
import { AnnouncementFields, type AnnouncementWords } from './announcement/announcement-fields.tsx';

export const permission = 'notifications.manage';
export const words = 'console';

export async function load(): Promise<void> {
  await ensure(productChoiceQuery);
}

const AUDIENCES = ['everyone', 'product', 'organization'] as const satisfies readonly Audience['kind'][];

interface NewAnnouncementValues extends AnnouncementWords {
  readonly audience: { readonly kind: Audience['kind']; readonly product_id: string; readonly cabinet_id: string };
  readonly published_at: string;
}

const initial: NewAnnouncementValues = {
  title: { ru: '', en: '' },
  body: { ru: '', en: '' },
  link: '',
  audience: { kind: 'everyone', product_id: '', cabinet_id: '' },
  published_at: '',
};

export function Page() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  async function submit(values: NewAnnouncementValues, idempotencyKey: string): Promise<void> {
    const announcement = await api.notifications.createNotification({ body: bodyOf(values) }, { idempotencyKey });
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['announcements'] }), showNotificationChanges()]);
    announce(t(announcement.status === 'scheduled' ? 'announcements.scheduled_notice' : 'announcements.published_notice'));
    await navigate({ to: paths.announcement(announcement.id), ignoreBlocker: true });
  }
  return (
    <>
      <PageHeader
        title={t('announcements.new')}
        back={
          <TextLink to={paths.announcements()} size="sm">
            {t('announcements.title')}
          </TextLink>
        }
      />
      <Section title={t('announcements.new')}>
        <Box maw={680}>
          <Form
            initial={initial}
            submit={submit}
            submitLabel={t('announcements.publish')}
            cancel={() => void navigate({ to: paths.announcements() })}
          >
            <AudienceFields />
            <AnnouncementFields />
            <TextField name="published_at" type="datetime-local" label={t('announcements.day')} description={t('announcements.day_hint')} />
          </Form>
        </Box>
      </Section>
    </>
  );
}

function AudienceFields() {
  const { t } = useTranslation();
  const format = useFormat();
  const { items } = useSuspenseQuery(productChoiceQuery).data;
  const kind = useWatch<NewAnnouncementValues, 'audience.kind'>({ name: 'audience.kind' });
  const products = items.map(({ id, name }) => ({ value: id, label: format.text(name) }));
  return (
    <>
      <ChoiceField
        name="audience.kind"
        label={t('announcements.audience')}
        options={AUDIENCES.map((value) => ({ value, label: t(`announcements.audiences.${value}`) }))}
      />
      {kind === 'product' && (
        <ChoiceField
          name="audience.product_id"
          label={t('announcements.product')}
          options={[{ value: '', label: t('common.none') }, ...products]}
          required
        />
      )}
      {kind === 'organization' && <CabinetField name="audience.cabinet_id" label={t('announcements.organization')} required />}
    </>
  );
}

function bodyOf({ title, body, link, audience, published_at }: NewAnnouncementValues) {
  const scheduled = published_at === '' ? {} : { published_at: new Date(published_at).toISOString() };
  return { title, body, link: link || null, audience: audienceOf(audience), ...scheduled };
}

function audienceOf({ kind, product_id, cabinet_id }: NewAnnouncementValues['audience']): Audience {
  switch (kind) {
    case 'everyone':
      return { kind };
    case 'product':
      return { kind, product_id };
    case 'organization':
      return { kind, cabinet_id };
    default:
      return kind satisfies never;
  }
}
