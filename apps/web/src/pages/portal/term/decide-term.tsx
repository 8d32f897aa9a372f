import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog, type ActionInput } from '../../../forms/action-dialog.tsx';
import { showTermChanges } from './show-term-changes.ts';
import type { ManagedTerm, TermActionProps } from './term-operations.ts';

interface DecideTermProps<Term extends ManagedTerm> extends TermActionProps<Term> {
  readonly action: 'suspend' | 'resume' | 'revoke';
}

/** Suspends, resumes or revokes; refused when somebody has changed it since this dialog was opened. */
export function DecideTerm<Term extends ManagedTerm>({ action, term, operations, close }: DecideTermProps<Term>) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(term);
  const { kind, Losses } = operations;
  const { id, number, cabinet } = seen;
  async function act({ reason, idempotencyKey }: ActionInput): Promise<void> {
    const options = { idempotencyKey, ifMatch: versionOf(seen) };
    await (action === 'resume' ? operations.resume(id, options) : operations[action](id, reason, options));
    announce(t(`terms.${kind}.${action}_done`, { number }));
    await showTermChanges();
  }
  return (
    <ActionDialog
      title={t(`terms.${kind}.${action}_title`, { number })}
      preview={action === 'revoke' ? <Losses term={seen} /> : t(`terms.${kind}.${action}_preview`, { cabinet: cabinet.name })}
      confirmLabel={t(`terms.${action}`)}
      asksReason={action !== 'resume'}
      {...(action === 'revoke' ? { confirmationWord: number } : {})}
      reload={async () => setSeen(await operations.read(id))}
      act={act}
      close={close}
    />
  );
}
