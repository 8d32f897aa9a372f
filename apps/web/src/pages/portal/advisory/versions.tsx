import type { AdvisoryDetails, VersionStatement } from '@kabinet/contracts/products/advisory-resources';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../components/facts.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { versionText } from './version-text.ts';

const KINDS = ['affected', 'fixed', 'not_affected', 'under_investigation'] as const satisfies readonly (keyof VersionStatement)[];

/** Which versions of each product are affected, and which are not. */
export function Versions({ products }: Pick<AdvisoryDetails, 'products'>) {
  const format = useFormat();
  return products.map((product) => (
    <Section key={product.id} title={format.text(product.name)}>
      <Statement statement={product} />
    </Section>
  ));
}

function Statement({ statement }: { readonly statement: VersionStatement }) {
  const { t } = useTranslation();
  const said = KINDS.filter((kind) => statement[kind].length > 0);
  if (said.length === 0) return <Text c="dimmed">{t('advisories.nothing_said')}</Text>;
  const all = t('advisories.all_versions');
  return (
    <Facts
      facts={said.map((kind) => ({
        label: t(`advisories.${kind}`),
        value: statement[kind].map((range) => versionText(range, all)).join('; '),
      }))}
    />
  );
}
