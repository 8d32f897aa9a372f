import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isApiProblem, type ApiProblem } from '../api/problem.ts';
import { Notice } from './notice.tsx';

interface FailureNoticeProps {
  readonly error: unknown;
  readonly retry: () => void;
  readonly order?: 1 | 2;
}

/** What went wrong, in the API's words, with the number to name to support and a way to try again. */
export function FailureNotice({ error, retry, order = 2 }: FailureNoticeProps) {
  const { t } = useTranslation();
  const words = useWordsOf(error);
  return (
    <Notice
      order={order}
      title={words.title}
      action={
        <Button variant="default" mt="sm" onClick={retry}>
          {t('common.retry')}
        </Button>
      }
    >
      {words.detail}
      {words.requestId !== null && (
        <Text size="xs" mt="xs" ff="monospace">
          {t('failures.request_id', { id: words.requestId })}
        </Text>
      )}
    </Notice>
  );
}

/** The words for a failure of any kind. */
export function useWordsOf(error: unknown): Pick<ApiProblem, 'title' | 'detail' | 'requestId'> {
  const { t } = useTranslation();
  if (isApiProblem(error, 'unreachable')) {
    return { title: t('failures.unreachable_title'), detail: t('failures.unreachable'), requestId: null };
  }
  if (isApiProblem(error) && error.code !== 'unexpected_answer') {
    return { title: error.title, detail: error.detail === error.title ? '' : error.detail, requestId: error.requestId };
  }
  const requestId = isApiProblem(error) ? error.requestId : null;
  return { title: t('failures.unexpected_title'), detail: t('failures.unexpected'), requestId };
}
