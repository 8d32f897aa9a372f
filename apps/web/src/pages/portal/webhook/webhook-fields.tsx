import { useTranslation } from 'react-i18next';
import { ChoicesField } from '../../../forms/choices-field.tsx';
import { TextField } from '../../../forms/fields.tsx';
import { WEBHOOK_SUBJECTS } from './webhook-words.tsx';

/** What a new webhook and a changed one are asked for. */
export function WebhookFields() {
  const { t } = useTranslation();
  return (
    <>
      <TextField name="url" label={t('webhooks.url')} description={t('webhooks.url_hint')} required autoFocus />
      <TextField name="description" label={t('webhooks.description')} />
      <ChoicesField
        name="events"
        label={t('webhooks.events')}
        options={WEBHOOK_SUBJECTS.map((value) => ({ value, label: t(`notifications.kinds.${value}`) }))}
        required
      />
    </>
  );
}
