import { Text } from '@mantine/core';
import { useWordsOf } from '../components/failure-notice.tsx';
import { Dialog } from './dialog.tsx';

/** Tells of a failure that has no place of its own on the page. */
export function FailureDialog({ error, close }: { readonly error: unknown; readonly close: () => void }) {
  const { title, detail } = useWordsOf(error);
  return (
    <Dialog title={title} close={close}>
      <Text>{detail}</Text>
    </Dialog>
  );
}
