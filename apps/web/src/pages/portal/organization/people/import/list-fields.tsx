import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CsvField } from '../../../../../forms/csv-list/csv-field.tsx';
import { ChoiceField } from '../../../../../forms/fields.tsx';

/** A list of people, and the language of invitations where the list does not say. */
export function ListFields() {
  const { t } = useTranslation();
  return (
    <>
      <Text>{t('people.import_lead')}</Text>
      <CsvField name="csv" hint={t('people.list_hint')} sample={{ name: 'people.csv', text: t('people.sample') }} />
      <ChoiceField
        name="locale"
        label={t('organizations.invitation_language')}
        options={(['ru', 'en'] as const).map((value) => ({ value, label: t(`profile.languages.${value}`) }))}
      />
    </>
  );
}
