import type { Closing } from '@kabinet/contracts/organizations/closing-resources';
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What an organization still has, and what of it cannot go. */
export function Belongings({ closing: { parts } }: { readonly closing: Closing }) {
  const { t } = useTranslation();
  const left = parts.flatMap((part) =>
    part.left.filter(({ count }) => count > 0).map((belonging) => ({ ...belonging, fault: part.fault })),
  );
  if (left.length === 0) return <Text c="dimmed">{t('closing.nothing_left')}</Text>;
  return (
    <List size="sm" spacing={4} aria-label={t('closing.belongings')}>
      {left.map(({ what, count, fault }) => (
        <List.Item key={what}>
          {t(`closing.what.${what}`, { count })}
          {fault !== null && (
            <Text size="sm" c="var(--mantine-color-error)">
              {t(`closing.faults.${fault}`)}
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}
