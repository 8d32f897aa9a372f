import { Button, FileButton } from '@mantine/core';
import type { ClipboardEvent, DragEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';

interface DropAreaProps {
  readonly add: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** Takes files that are pasted into what it surrounds, or dropped on it. */
export function DropArea({ add, children }: DropAreaProps) {
  function take(event: ClipboardEvent | DragEvent, transfer: DataTransfer): void {
    if (transfer.files.length === 0) return;
    event.preventDefault();
    add([...transfer.files]);
  }
  return (
    <div
      onPaste={(event) => take(event, event.clipboardData)}
      onDrop={(event) => take(event, event.dataTransfer)}
      onDragOver={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

/** The way to files for who has no mouse, and for everybody else. */
export function AttachButton({ add }: Pick<DropAreaProps, 'add'>) {
  const { t } = useTranslation();
  return (
    <FileButton multiple onChange={add} inputProps={{ 'aria-label': t('support.attach_label') }}>
      {(props) => (
        <Button variant="default" leftSection={<Icon name="clip" />} {...props}>
          {t('support.attach')}
        </Button>
      )}
    </FileButton>
  );
}
