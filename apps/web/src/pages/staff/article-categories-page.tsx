import type { NewCategory } from '@kabinet/contracts/knowledge/resources';
import { Button, Group, Table } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/api.ts';
import { ensure } from '../../api/query-client.ts';
import { announce } from '../../components/announcements/announce.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ActionDialog } from '../../forms/action-dialog.tsx';
import { Dialog } from '../../forms/dialog.tsx';
import { TextField } from '../../forms/fields.tsx';
import { Form } from '../../forms/form.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import classes from '../portal/knowledge/knowledge.module.css';
import { categoriesQuery, showArticleChanges, type Category } from '../portal/knowledge/queries.ts';

export const permission = 'articles.manage';
export const words = 'knowledge';

export async function load(): Promise<void> {
  await ensure(categoriesQuery);
}

export function Page() {
  const { t } = useTranslation();
  const categories = useSuspenseQuery(categoriesQuery).data;
  const [isNew, begin] = useState(false);
  return (
    <>
      <PageHeader
        title={t('knowledge.categories')}
        back={
          <TextLink to={paths.knowledge()} size="sm">
            {t('knowledge.title')}
          </TextLink>
        }
        actions={<Button onClick={() => begin(true)}>{t('knowledge.new_category')}</Button>}
      />
      {categories.length === 0 ? (
        <Notice title={t('knowledge.categories_empty_title')}>{t('knowledge.categories_empty')}</Notice>
      ) : (
        <Categories categories={categories} />
      )}
      {isNew && <Editor position={(categories.at(-1)?.position ?? 0) + 10} close={() => begin(false)} />}
    </>
  );
}

function Categories({ categories }: { readonly categories: readonly Category[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.wide}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('knowledge.category')}</Table.Th>
            <Table.Th>{t('knowledge.slug')}</Table.Th>
            <Table.Th>{t('knowledge.position')}</Table.Th>
            <Table.Th>{t('knowledge.articles_title')}</Table.Th>
            <Table.Th>{t('organizations.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {categories.map((category) => (
            <Table.Tr key={category.id}>
              <Table.Td>{format.text(category.name)}</Table.Td>
              <Table.Td>{category.slug}</Table.Td>
              <Table.Td>{category.position}</Table.Td>
              <Table.Td>{t('knowledge.articles', { count: category.articles })}</Table.Td>
              <Table.Td>
                <Actions category={category} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Actions({ category }: { readonly category: Category }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asked, ask] = useState<'edit' | 'remove'>();
  const close = () => ask(undefined);
  async function remove(): Promise<void> {
    await api.knowledge.deleteArticleCategory({ params: { id: category.id } });
    announce(t('knowledge.category_removed'));
    await showArticleChanges();
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => ask('edit')}>
        {t('knowledge.edit')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => ask('remove')}>
        {t('knowledge.remove')}
      </Button>
      {asked === 'edit' && <Editor category={category} position={category.position} close={close} />}
      {asked === 'remove' && (
        <ActionDialog
          title={t('knowledge.remove')}
          preview={t('knowledge.category_remove_preview', { name: format.text(category.name) })}
          confirmLabel={t('knowledge.remove')}
          act={remove}
          close={close}
        />
      )}
    </Group>
  );
}

interface EditorProps {
  readonly category?: Category;
  readonly position: number;
  readonly close: () => void;
}

function Editor({ category, position, close }: EditorProps) {
  const { t } = useTranslation();
  const initial = { slug: category?.slug ?? '', name: category?.name ?? { ru: '', en: '' }, position: String(position) };
  async function submit(values: typeof initial, idempotencyKey: string): Promise<void> {
    const body: NewCategory = { ...values, position: Number(values.position) };
    await (category
      ? api.knowledge.replaceArticleCategory({ params: { id: category.id }, body })
      : api.knowledge.createArticleCategory({ body }, { idempotencyKey }));
    announce(t('knowledge.category_kept'));
    await showArticleChanges();
    close();
  }
  return (
    <Dialog title={t(category ? 'knowledge.edit_category' : 'knowledge.new_category')} close={close}>
      <Form initial={initial} submit={submit} submitLabel={t('knowledge.keep')} cancel={close} unguarded>
        <TextField name="name.ru" label={t('knowledge.heading_in', { language: t('knowledge.languages.ru') })} required autoFocus />
        <TextField name="name.en" label={t('knowledge.heading_in', { language: t('knowledge.languages.en') })} required />
        <TextField name="slug" label={t('knowledge.slug')} required />
        <TextField name="position" type="number" min="0" label={t('knowledge.position')} required />
      </Form>
    </Dialog>
  );
}
