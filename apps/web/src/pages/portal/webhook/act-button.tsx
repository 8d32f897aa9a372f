import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { announce } from '../../../components/announcements/announce.ts';
import { FailureDialog } from '../../../forms/failure-dialog.tsx';
import { showWebhookChanges } from './queries.ts';

interface ActButtonProps {
  readonly label: string;
  readonly act: () => Promise<unknown>;
  /** Told when it is done. */
  readonly done: string;
  readonly variant?: 'filled' | 'default';
}

/** Does something to a webhook that needs no question. */
export function ActButton({ label, act, done, variant = 'default' }: ActButtonProps) {
  const acting = useMutation({
    mutationFn: act,
    async onSuccess() {
      announce(done);
      await showWebhookChanges();
    },
  });
  return (
    <>
      <Button variant={variant} loading={acting.isPending} onClick={() => acting.mutate()}>
        {label}
      </Button>
      {acting.isError && <FailureDialog error={acting.error} close={acting.reset} />}
    </>
  );
}
