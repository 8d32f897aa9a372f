import { Button, Fieldset, Text } from '@mantine/core';
import { useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { TextField } from '../../../forms/fields.tsx';
import { emptyLevel, type ProductValues } from './product-values.ts';
import classes from './product-form.module.css';

/** The levels of support, with their response targets. */
export function LevelFields() {
  const { t } = useTranslation();
  const { fields, append, remove } = useFieldArray<ProductValues, 'support_levels'>({ name: 'support_levels' });
  return (
    <div className={classes.levels}>
      {fields.length === 0 && <Text c="dimmed">{t('products.no_levels')}</Text>}
      {fields.map(({ id }, index) => (
        <Level key={id} index={index} remove={() => remove(index)} />
      ))}
      <div>
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => append(emptyLevel)}>
          {t('products.add_level')}
        </Button>
      </div>
    </div>
  );
}

function Level({ index, remove }: { readonly index: number; readonly remove: () => void }) {
  const { t } = useTranslation();
  const name = `support_levels.${index}`;
  const number = index + 1;
  return (
    <Fieldset legend={t('products.level', { number })} className={classes.level}>
      <TextField name={`${name}.code`} label={t('products.level_code')} required />
      <TextField name={`${name}.name.ru`} label={t('products.name_ru')} required />
      <TextField name={`${name}.name.en`} label={t('products.name_en')} required />
      <TextField name={`${name}.first_response_hours`} label={t('products.first_response')} type="number" min="1" required />
      <Button
        className={classes.remove}
        variant="subtle"
        color="red"
        size="compact-sm"
        aria-label={t('products.remove_level', { number })}
        onClick={remove}
      >
        {t('products.remove')}
      </Button>
    </Fieldset>
  );
}
