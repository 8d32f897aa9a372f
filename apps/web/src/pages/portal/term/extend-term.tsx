import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { Dialog } from '../../../forms/dialog.tsx';
import { TextField } from '../../../forms/fields.tsx';
import { Form } from '../../../forms/form.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { showTermChanges } from './show-term-changes.ts';
import type { ManagedTerm, TermActionProps } from './term-operations.ts';

/** Gives the licence or certificate another last day; refused when somebody has changed it since this dialog was opened. */
export function ExtendTerm<Term extends ManagedTerm>({ term, operations, close }: TermActionProps<Term>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [seen, setSeen] = useState(term);
  const { kind } = operations;
  const { id, number } = term;
  async function submit({ valid_until }: { valid_until: string }, idempotencyKey: string): Promise<void> {
    await operations.extend(id, valid_until, { idempotencyKey, ifMatch: versionOf(seen) });
    close();
    announce(t(`terms.${kind}.extend_done`, { number, date: format.date(valid_until) }));
    await showTermChanges();
  }
  async function reload(): Promise<{ valid_until: string }> {
    const fresh = await operations.read(id);
    setSeen(fresh);
    return valuesOf(fresh);
  }
  return (
    <Dialog title={t(`terms.${kind}.extend_title`, { number })} close={close}>
      <Form initial={valuesOf(term)} submit={submit} submitLabel={t('terms.extend')} reload={reload} cancel={close}>
        <TextField name="valid_until" type="date" label={t('terms.new_term')} min={term.valid_from} required autoFocus />
      </Form>
    </Dialog>
  );
}

function valuesOf({ valid_until }: ManagedTerm): { valid_until: string } {
  return { valid_until: valid_until ?? '' };
}
