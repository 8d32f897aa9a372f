import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isApiProblem } from '../api/problem.ts';
import { ForbiddenPage } from '../navigation/page.ts';
import { FailureNotice } from './failure-notice.tsx';
import { ForbiddenNotice } from './forbidden-notice.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PageTitle } from './page-title.tsx';

/** Stands where a page should be that could not be loaded. */
export function FailurePage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (isApiProblem(error) && error.status === 404) return <NotFoundPage />;
  if (error instanceof ForbiddenPage) return <ForbiddenNotice permission={error.permission} />;
  function retry(): void {
    // No refusal: perhaps the code of a page that an upgrade has replaced, and only a new start finds the new one.
    if (!isApiProblem(error)) return location.reload();
    queries.reset();
    reset();
    void router.invalidate();
  }
  return (
    <>
      <PageTitle>{t('failures.unexpected_title')}</PageTitle>
      <FailureNotice order={1} error={error} retry={retry} />
    </>
  );
}
