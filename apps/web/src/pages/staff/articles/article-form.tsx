import { Text, Title } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { ChoicesField } from '../../../forms/choices-field.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { SwitchField } from '../../../forms/switch-field.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { AUDIENCES } from '../../portal/knowledge/article-filters.tsx';
import { ArticleBody } from '../../portal/knowledge/article-body.tsx';
import classes from '../../portal/knowledge/knowledge.module.css';
import { categoriesQuery, type ArticleDetails, type ArticleLocale } from '../../portal/knowledge/queries.ts';
import { productChoiceQuery } from '../../portal/license/queries.ts';
import type { ArticleValues } from './article-values.ts';

interface ArticleFormProps {
  readonly initial: ArticleValues;
  readonly submit: (values: ArticleValues, key: string) => Promise<void>;
  readonly submitLabel: string;
  readonly cancel: () => void;
  readonly reload?: () => Promise<ArticleValues>;
  /** Absent while the article is new: it has no pictures yet. */
  readonly article?: ArticleDetails;
}

/** An article in both languages side by side, each as it will read below. */
export function ArticleForm({ article, ...form }: ArticleFormProps) {
  const { t } = useTranslation();
  return (
    <Form {...form}>
      <div className={classes.languages}>
        <LanguageFields locale="ru" {...(article && { article })} />
        <LanguageFields locale="en" {...(article && { article })} />
      </div>
      <Section title={t('knowledge.for_whom')}>
        <Particulars />
        {article && <TextField name="note" label={t('knowledge.note')} description={t('knowledge.note_hint')} />}
        {article && <SwitchField name="is_minor" label={t('knowledge.minor')} description={t('knowledge.minor_hint')} />}
      </Section>
    </Form>
  );
}

interface LanguageFieldsProps {
  readonly locale: ArticleLocale;
  readonly article?: ArticleDetails;
}

function LanguageFields({ locale, article }: LanguageFieldsProps) {
  const { t } = useTranslation();
  const written: unknown = useWatch({ name: `texts.${locale}.body` });
  // Typing does not wait for what it will look like.
  const body = useDeferredValue(typeof written === 'string' ? written : '');
  const language = t(`knowledge.languages.${locale}`);
  return (
    <section className={classes.language} aria-label={language}>
      <Title order={2} size="h4">
        {language}
      </Title>
      <TextField name={`texts.${locale}.title`} label={t('knowledge.heading_in', { language })} />
      <div className={classes.body}>
        <TextAreaField name={`texts.${locale}.body`} label={t('knowledge.body_in', { language })} description={t('knowledge.body_hint')} />
      </div>
      <Text size="sm" c="dimmed">
        {t('knowledge.preview')}
      </Text>
      <div className={classes.preview} lang={locale}>
        <ArticleBody article={article ?? NO_FILES} body={body} />
      </div>
    </section>
  );
}

const NO_FILES = { id: '', files: [] };

function Particulars() {
  const { t } = useTranslation();
  const format = useFormat();
  const categories = useSuspenseQuery(categoriesQuery).data;
  const products = useSuspenseQuery(productChoiceQuery).data.items;
  return (
    <>
      <ChoiceField
        name="original"
        label={t('knowledge.original')}
        options={[
          { value: 'ru', label: t('knowledge.languages.ru') },
          { value: 'en', label: t('knowledge.languages.en') },
        ]}
      />
      <ChoiceField
        name="category_id"
        label={t('knowledge.category')}
        options={[
          { value: '', label: t('knowledge.no_category') },
          ...categories.map(({ id, name }) => ({ value: id, label: format.text(name) })),
        ]}
      />
      <ChoiceField
        name="audience"
        label={t('knowledge.audience')}
        options={AUDIENCES.map((value) => ({ value, label: t(`knowledge.audiences.${value}`) }))}
      />
      <ChoicesField
        name="product_ids"
        label={t('knowledge.products')}
        options={products.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
      />
      <TextField name="versions" label={t('knowledge.versions')} description={t('knowledge.versions_hint')} />
      <TextField name="slug" label={t('knowledge.slug')} description={t('knowledge.slug_hint')} />
    </>
  );
}
