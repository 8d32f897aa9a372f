import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { Section } from '../../../components/section.tsx';
import { usePageSearch } from '../../../navigation/search.ts';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { certificatesQuery } from './queries.ts';

const PAUSE_MS = 400;
const SHORTEST = 4;

function suggestionsQuery(q: string, productId: string | undefined) {
  return queryOptions({
    queryKey: ['articles', 'suggestions', q, productId],
    queryFn: async ({ signal }) => {
      const query = { q, ...(productId === undefined ? {} : { product_id: [productId] }) };
      return (await api.knowledge.suggestArticles({ query }, { signal })).items;
    },
    enabled: q.length >= SHORTEST,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Articles that may answer the question that is being written. They open beside it: nothing typed is lost. */
export function SuggestedArticles() {
  const { t } = useTranslation();
  const mayRead = useMay('knowledge.read');
  const [subject, certificateId] = useWatch({ name: ['subject', 'certificate_id'] }) as [string, string];
  const [{ cabinet_id }] = usePageSearch();
  const product = useSuspenseQuery(certificatesQuery(cabinet_id)).data.find(({ id }) => id === certificateId)?.product.id;
  const [q] = useDebouncedValue(subject.trim().slice(0, 500), PAUSE_MS);
  const { data = [] } = useQuery({ ...suggestionsQuery(q, product), enabled: mayRead && q.length >= SHORTEST });
  const shown = q.length >= SHORTEST ? data : [];
  return (
    <div role="status">
      {shown.length > 0 && (
        <Section title={t('support.suggested')}>
          {shown.map(({ id, slug, title }) => (
            <Text key={id} size="sm" mb={6}>
              <a href={paths.article(slug)} target="_blank" rel="noopener">
                {title}
              </a>
            </Text>
          ))}
        </Section>
      )}
    </div>
  );
}
