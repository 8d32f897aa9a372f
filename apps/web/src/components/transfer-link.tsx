import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useScope } from '../navigation/link.tsx';
import { paths } from '../navigation/paths.ts';

interface TransferLinkProps {
  /** Ids of the licences to be transferred together. */
  readonly licenses: readonly string[];
  readonly size?: 'sm' | 'compact-sm';
}

/** The way to a transfer of some licences. */
export function TransferLink({ licenses, size = 'sm' }: TransferLinkProps) {
  const { t } = useTranslation();
  const scope = useScope();
  const search = { ...scope, licenses: licenses.join() };
  return (
    <Button variant="default" size={size} renderRoot={(root) => <Link to={paths.newTransfer()} search={search} {...root} />}>
      {t('transfers.transfer')}
    </Button>
  );
}
