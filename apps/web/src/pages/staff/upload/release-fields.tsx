import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceField, TextAreaField, TextField } from '../../../forms/fields.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { CHANNELS, RELEASE_KINDS } from '../../portal/downloads/labels.tsx';
import { productChoiceQuery } from '../../portal/license/queries.ts';

/** What is said of a release beside its files. */
export function ReleaseFields() {
  const { t } = useTranslation();
  const format = useFormat();
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  return (
    <>
      <ChoiceField
        name="product"
        label={t('downloads.product')}
        required
        options={[{ value: '', label: '' }, ...products.map(({ slug, name }) => ({ value: slug, label: format.text(name) }))]}
      />
      <TextField name="version" label={t('downloads.version')} description={t('uploads.version_hint')} required />
      <ChoiceField
        name="kind"
        label={t('releases.kind')}
        options={RELEASE_KINDS.map((value) => ({ value, label: t(`releases.kinds.${value}`) }))}
      />
      <ChoiceField
        name="channel"
        label={t('releases.channel')}
        options={CHANNELS.map((value) => ({ value, label: t(`releases.channels.${value}`) }))}
      />
      <TextField name="released_at" type="datetime-local" label={t('releases.comes_out')} description={t('uploads.date_hint')} />
      <TextAreaField name="notes_ru" label={t('uploads.notes_ru')} description={t('uploads.notes_hint')} required />
      <TextAreaField name="notes_en" label={t('uploads.notes_en')} description={t('uploads.notes_en_hint')} />
      <TextField name="fixes" label={t('releases.fixes')} description={t('uploads.fixes_hint')} />
    </>
  );
}
