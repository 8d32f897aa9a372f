import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { LevelFields } from './level-fields.tsx';
import type { ProductValues } from './product-values.ts';
import { SchemaEditor } from './schema-editor.tsx';
import classes from './product-form.module.css';

interface ProductFormProps {
  readonly initial: ProductValues;
  readonly submit: (values: ProductValues, key: string) => Promise<void>;
  readonly submitLabel: string;
  readonly cancel: () => void;
  readonly reload?: () => Promise<ProductValues>;
}

/** All that a product says of itself. Only a new one is asked for its slug. */
export function ProductForm({ initial, reload, ...props }: ProductFormProps) {
  const { t } = useTranslation();
  const isNew = reload === undefined;
  return (
    <Form initial={initial} {...props} {...(reload ? { reload } : {})}>
      <Section title={t('products.general')}>
        <div className={classes.pair}>
          <TextField name="name.ru" label={t('products.name_ru')} required autoFocus />
          <TextField name="name.en" label={t('products.name_en')} required />
          <TextAreaField name="description.ru" label={t('products.description_ru')} />
          <TextAreaField name="description.en" label={t('products.description_en')} />
          {isNew && <TextField name="slug" label={t('products.slug')} description={t('products.slug_hint')} required />}
        </div>
      </Section>
      <Section title={t('products.levels')}>
        <LevelFields />
      </Section>
      <Section title={t('products.policies')}>
        <PolicyFields />
      </Section>
      <Section title={t('products.parameters')}>
        <SchemaEditor />
      </Section>
    </Form>
  );
}

const UPDATE_POLICIES = ['always', 'released_within_support', 'while_supported'] as const;
const SECURITY_POLICIES = ['always', 'with_updates'] as const;

function PolicyFields() {
  const { t } = useTranslation();
  return (
    <div className={classes.pair}>
      <ChoiceField
        name="update_policy"
        label={t('products.update_policy')}
        options={UPDATE_POLICIES.map((value) => ({ value, label: t(`products.update_policies.${value}`) }))}
      />
      <ChoiceField
        name="security_policy"
        label={t('products.security_policy')}
        options={SECURITY_POLICIES.map((value) => ({ value, label: t(`products.security_policies.${value}`) }))}
      />
    </div>
  );
}
