import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/page-header.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';

/** For who came by a link that lost its secret on the way. */
export function IncompleteLink() {
  const { t } = useTranslation();
  return (
    <>
      <Stack gap={6}>
        <PageHeader title={t('session.link_missing_title')} />
        <Text c="dimmed">{t('session.link_missing')}</Text>
      </Stack>
      <TextLink to={paths.logIn()} size="sm">
        {t('session.back_to_log_in')}
      </TextLink>
    </>
  );
}
