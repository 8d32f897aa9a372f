import type { Release } from '@kabinet/contracts/products/resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { showReleases } from '../../portal/release/queries.ts';
import { instantOf, localTime } from '../upload/local-time.ts';

/** Moves the date of a release that waits for it; a date that has come publishes it. */
export function ScheduleRelease({ release, close }: { readonly release: Release; readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = `${format.text(release.product.name)} ${release.version}`;
  async function submit({ released_at }: { released_at: string }, idempotencyKey: string): Promise<void> {
    const body = { released_at: instantOf(released_at) };
    await api.products.scheduleRelease({ params: { id: release.id }, body }, { idempotencyKey });
    await showReleases();
    announce(t('releases.schedule_done', { name, at: format.instant(body.released_at) }));
    close();
  }
  return (
    <Dialog title={t('releases.schedule_title', { name })} close={close}>
      <Form
        initial={{ released_at: release.released_at === null ? '' : localTime(new Date(release.released_at)) }}
        submit={submit}
        submitLabel={t('releases.schedule')}
        cancel={close}
        unguarded
      >
        <Text>{t('releases.schedule_lead')}</Text>
        <TextField name="released_at" type="datetime-local" label={t('releases.comes_out')} required autoFocus />
      </Form>
    </Dialog>
  );
}
