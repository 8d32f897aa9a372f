import type { DocumentKind, Template, TemplateChange } from '@kabinet/contracts/documents/resources';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, files } from '../../../api/api.ts';

export type Locale = 'ru' | 'en';

export function templatesQuery(product: string) {
  return queryOptions({
    queryKey: ['templates', product],
    queryFn: ({ signal }) => api.documents.listTemplates({ params: { id: product } }, { signal }),
  });
}

/** The If-Match of a template, which is read among others. */
export function versionOfTemplate({ version }: Template): string {
  return `"${version}"`;
}

export interface Trial {
  /** Id or slug. */
  readonly product: string;
  readonly kind: DocumentKind;
  readonly locale: Locale;
  readonly change: TemplateChange;
}

/** A sample made by the template as it is being written; refused with what is wrong with it. */
export function previewQuery({ product, kind, locale, change }: Trial) {
  return queryOptions({
    queryKey: ['template-preview', product, kind, locale, change],
    queryFn: () => files.documents.previewTemplate({ params: { id: product, kind }, query: { locale }, body: change }),
    // The page before stands until the next one is there.
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
}
