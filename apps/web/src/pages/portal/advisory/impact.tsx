import type { Impact } from '@kabinet/contracts/products/advisory-resources';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../session/me.ts';

const COLORS = { affected: 'red', unknown: 'yellow', updated: 'blue', not_affected: 'green', not_held: 'gray' } as const;
const COUNTED = ['affected', 'unknown', 'updated', 'not_affected'] as const;

/** Says whether the advisory affects the reader, why the portal thinks so, and of how many organizations. */
export function ImpactNotice({ impact: { status, organizations } }: { readonly impact: Impact }) {
  const { t } = useTranslation();
  const isStaff = useMe().staff_roles.length > 0;
  const counts = COUNTED.filter((kind) => organizations[kind] > 0).map((kind) =>
    t(`advisories.count.${kind}`, { count: organizations[kind] }),
  );
  const total = COUNTED.reduce((sum, kind) => sum + organizations[kind], 0);
  if (isStaff) {
    return (
      <Alert color={COLORS[status]} variant="outline" title={t(`advisories.impacts_on.${status}`)}>
        {counts.join(', ')}
      </Alert>
    );
  }
  return (
    <Alert color={COLORS[status]} variant="outline" title={t(`advisories.impacts.${status}`)}>
      {t(`advisories.why.${status}`)} {total > 1 && t('advisories.of_organizations', { counts: counts.join(', ') })}
    </Alert>
  );
}
