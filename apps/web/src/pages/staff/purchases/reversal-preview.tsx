import type { PurchaseReversal } from '@kabinet/contracts/licenses/resources';
import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';

type Obstacle = PurchaseReversal['obstacles'][number];

/** What is revoked and which terms are given back. */
export function ReversalPreview({ reversal: { revokes, returns } }: { readonly reversal: PurchaseReversal }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="sm">
      <Text>{t('purchases.reverse_lead')}</Text>
      {revokes.length > 0 && <Text fw={550}>{t('purchases.reverse_revokes')}</Text>}
      {revokes.length > 0 && (
        <List size="sm">
          {revokes.map(({ id, number, quantity }) => (
            <List.Item key={id}>{quantity === null ? number : `${number}: ${t('purchases.reverse_units', { count: quantity })}`}</List.Item>
          ))}
        </List>
      )}
      {returns.length > 0 && <Text fw={550}>{t('purchases.reverse_returns')}</Text>}
      {returns.length > 0 && (
        <List size="sm">
          {returns.map(({ id, number, from, to }) => (
            <List.Item key={id}>{`${number}: ${t('purchases.reverse_term', { from: format.date(from), to: format.date(to) })}`}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}

/** What has happened since the purchase and stops its reversal, with the way to each. */
export function Obstacles({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text>{t('purchases.reverse_stopped')}</Text>
      <List size="sm" spacing="xs">
        {obstacles.map((obstacle) => (
          <List.Item key={obstacle.id}>
            <TextLink to={obstacle.kind === 'license' ? paths.license(obstacle.id) : paths.certificate(obstacle.id)}>
              {obstacle.number}
            </TextLink>
            {': '}
            <ObstacleWords obstacle={obstacle} />
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function ObstacleWords({ obstacle }: { readonly obstacle: Obstacle }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (obstacle.code) {
    case 'units_moved':
      return t('purchases.obstacle_units', { issued: format.number(obstacle.issued), present: format.number(obstacle.present) });
    case 'term_changed': {
      const present = obstacle.present === null ? t('common.perpetual') : format.date(obstacle.present);
      return t('purchases.obstacle_term', { expected: format.date(obstacle.expected), present });
    }
  }
}
