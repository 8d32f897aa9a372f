import { Button, FileButton, Text } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './file-drop.module.css';

/** Where files are dropped, and the button for who drags nothing. */
export function FileDrop({ add }: { readonly add: (files: readonly File[]) => void }) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    // A folder is among them as a file without bytes that cannot be read.
    const items = [...event.dataTransfer.items].filter((item) => item.webkitGetAsEntry()?.isFile ?? true);
    add(items.flatMap((item) => item.getAsFile() ?? []));
  }
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Text>{t('uploads.drop')}</Text>
      <FileButton multiple onChange={add}>
        {(button) => (
          <Button variant="default" {...button}>
            {t('uploads.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
