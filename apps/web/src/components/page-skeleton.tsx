import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What stands where a page will be. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack gap="lg" aria-busy>
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <Skeleton height={34} width={260} />
      <Skeleton height={120} />
      <Skeleton height={220} />
    </Stack>
  );
}
