import { useBlocker } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Loaded when it is asked: the log-in, which has a form too, does without it. */
const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }));

/** Asks before a page with unsaved input is left. Answers the question to be rendered, or null. */
export function useLeaveGuard(isDirty: boolean): ReactNode {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    // Another search of the same page unmounts nothing.
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Suspense>
      <ConfirmDialog
        title={t('forms.leave_title')}
        confirmLabel={t('forms.leave_confirm')}
        cancelLabel={t('forms.stay')}
        confirm={proceed}
        cancel={reset}
      >
        {t('forms.leave')}
      </ConfirmDialog>
    </Suspense>
  );
}
