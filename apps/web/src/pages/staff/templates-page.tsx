import { Tabs } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../navigation/link.tsx';
import { pathParameter, usePathParameter, type PageInput } from '../../navigation/page.ts';
import { paths } from '../../navigation/paths.ts';
import { usePageSearch } from '../../navigation/search.ts';
import { productQuery } from './product/queries.ts';
import { templatesQuery } from './templates/queries.ts';
import { TemplateEditor } from './templates/template-editor.tsx';

export const permission = 'templates.read';
export const words = 'products';

export async function load({ params }: PageInput): Promise<void> {
  const id = pathParameter(params, 'id');
  await Promise.all([ensure(productQuery(id)), ensure(templatesQuery(id))]);
}

export function Page() {
  const { t } = useTranslation();
  const format = useFormat();
  const id = usePathParameter('id');
  const product = useSuspenseQuery(productQuery(id)).data;
  const templates = useSuspenseQuery(templatesQuery(id)).data.items;
  const [{ kind }, change] = usePageSearch();
  const shown = templates.find((template) => template.kind === kind) ?? templates[0];
  const name = format.text(product.name);
  return (
    <>
      <PageHeader
        title={t('templates.title_of', { name })}
        back={
          <TextLink to={paths.product(id)} size="sm">
            {name}
          </TextLink>
        }
      />
      {shown && (
        <Tabs value={shown.kind} onChange={(next) => change({ kind: next ?? undefined })}>
          <Tabs.List aria-label={t('templates.kind')} mb="md">
            {templates.map((template) => (
              <Tabs.Tab key={template.kind} value={template.kind}>
                {t(`templates.kinds.${template.kind}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {templates.map((template) => (
            // Both stay as they are while one looks at the other.
            <Tabs.Panel key={template.kind} value={template.kind}>
              <TemplateEditor product={id} template={template} isShown={template.kind === shown.kind} />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </>
  );
}
