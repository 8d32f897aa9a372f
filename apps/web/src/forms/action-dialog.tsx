import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { TextAreaField } from './fields.tsx';
import { Form } from './form.tsx';
import { ConfirmationField } from './confirmation-field.tsx';

export interface ActionInput {
  /** Empty unless the action asks for it. */
  readonly reason: string;
  readonly idempotencyKey: string;
}

interface ActionDialogProps {
  readonly title: string;
  /** What will change. */
  readonly preview: ReactNode;
  readonly confirmLabel: string;
  readonly asksReason?: boolean;
  /** To be typed before what cannot be undone: the number or name of what it is done to. */
  readonly confirmationWord?: string;
  /** Loads the present state, for when somebody else has changed it meanwhile (412). */
  readonly reload?: () => Promise<void>;
  readonly act: (input: ActionInput) => Promise<void>;
  readonly close: () => void;
}

/** An action on one thing: shows what will change, asks why, and for a word where it cannot be undone. Closes when it is done. */
export function ActionDialog({ title, preview, confirmLabel, asksReason = false, confirmationWord, ...props }: ActionDialogProps) {
  const { t } = useTranslation();
  const { reload, act, close } = props;
  const nothing = { reason: '', confirmation: '' };
  async function submit({ reason }: { reason: string }, idempotencyKey: string): Promise<void> {
    await act({ reason, idempotencyKey });
    close();
  }
  return (
    <Dialog title={title} close={close}>
      <Form
        initial={nothing}
        submit={submit}
        submitLabel={confirmLabel}
        cancel={close}
        {...(reload && { reload: () => reload().then(() => nothing) })}
        unguarded
      >
        <Text component="div">{preview}</Text>
        {asksReason && <TextAreaField name="reason" label={t('forms.reason')} required autoFocus />}
        {confirmationWord !== undefined && <ConfirmationField word={confirmationWord} />}
      </Form>
    </Dialog>
  );
}
