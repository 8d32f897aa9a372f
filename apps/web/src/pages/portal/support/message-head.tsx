import type { Author, Delivery } from '@kabinet/contracts/issues/resources';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateLabel } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './support.module.css';

interface MessageHeadProps {
  readonly author: Author;
  readonly at: string;
  readonly delivery?: Delivery;
  readonly children?: ReactNode;
}

/** Who said it, for whom, and when. */
export function MessageHead({ author, at, delivery = 'delivered', children }: MessageHeadProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.head}>
      <Text span fw={600}>
        {author.name ?? t('support.somebody')}
      </Text>
      <Text span size="sm" c="dimmed">
        {t(`support.side.${author.side}`)} · {format.instant(at)}
      </Text>
      {delivery !== 'delivered' && <StateLabel tone={delivery === 'failed' ? 'bad' : 'waiting'}>{t(`support.${delivery}`)}</StateLabel>}
      {children}
    </div>
  );
}
