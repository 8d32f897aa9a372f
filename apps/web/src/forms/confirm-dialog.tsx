import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel: string;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

/** A question with two answers; the harmless one has the focus. */
export function ConfirmDialog({ title, children, confirmLabel, cancelLabel, confirm, cancel }: ConfirmDialogProps) {
  return (
    <Dialog title={title} close={cancel}>
      <Text mb="lg">{children}</Text>
      <Group gap="sm">
        <Button variant="default" data-autofocus onClick={cancel}>
          {cancelLabel}
        </Button>
        <Button color="red" variant="light" onClick={confirm}>
          {confirmLabel}
        </Button>
      </Group>
    </Dialog>
  );
}
