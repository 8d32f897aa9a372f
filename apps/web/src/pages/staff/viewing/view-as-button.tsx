import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../session/me.ts';
import { ViewAs } from './view-as.tsx';

interface ViewAsButtonProps {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

/** Beside a person of a client, for who may look with their eyes. */
export function ViewAsButton({ user }: ViewAsButtonProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!useMay('people.view_as')) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        className="no-print"
        aria-label={t('viewing.start_as', { name: user.name })}
        onClick={() => setOpen(true)}
      >
        {t('viewing.start')}
      </Button>
      {isOpen && <ViewAs user={user} close={() => setOpen(false)} />}
    </>
  );
}
