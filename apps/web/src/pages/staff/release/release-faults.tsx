import type { Release } from '@kabinet/contracts/products/resources';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { FaultList } from './fault-list.tsx';

/** What keeps the release from coming out, or the alarm that its files in the bucket are others by now. */
export function ReleaseFaults({ release: { id, status, faults } }: { readonly release: Release }) {
  const { t } = useTranslation();
  const maySeeUploads = useMay('releases.read');
  if (faults.length === 0) return null;
  const isHeld = status === 'held';
  return (
    <Alert color={isHeld ? 'yellow' : 'red'} variant="outline" title={t(isHeld ? 'releases.held_because' : 'releases.altered')}>
      <FaultList faults={faults} />
      {maySeeUploads && (
        <TextLink to={paths.upload(id)} size="sm">
          {t('releases.to_upload')}
        </TextLink>
      )}
    </Alert>
  );
}
