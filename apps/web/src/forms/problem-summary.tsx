import { Alert, List, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiProblem } from '../api/problem.ts';
import { useWordsOf } from '../components/failure-notice.tsx';
import { fieldOf, shownField } from './pointer.ts';

interface ProblemSummaryProps {
  /** What was thrown; undefined when nothing was. */
  readonly failure: unknown;
  /** Fields that show their faults themselves. */
  readonly fields: ReadonlySet<string>;
}

/** Above the fields: why it failed, and the faults that belong to none of them. It takes the focus when no field does. */
export function ProblemSummary({ failure, fields }: ProblemSummaryProps) {
  const { t } = useTranslation();
  const words = useWordsOf(failure);
  const box = useRef<HTMLDivElement>(null);
  const errors = isApiProblem(failure) ? failure.errors : [];
  const homeless = errors.filter(({ pointer }) => shownField(pointer, fields) === undefined);
  const isPlaced = errors.length > homeless.length;
  useEffect(() => {
    if (failure !== undefined && !isPlaced) box.current?.focus();
  }, [failure, isPlaced]);
  if (failure === undefined) return null;
  return (
    <Alert ref={box} role="alert" tabIndex={-1} color="red" variant="outline" title={words.title}>
      {homeless.length === 0 && !isPlaced && words.detail}
      {homeless.length > 0 && (
        <List size="sm">
          {homeless.map(({ pointer, detail }) => (
            <List.Item key={pointer}>{pointer === '' ? detail : `${fieldOf(pointer)}: ${detail}`}</List.Item>
          ))}
        </List>
      )}
      {words.requestId !== null && isServerFault(failure) && (
        <Text size="xs" mt={4} ff="monospace">
          {t('failures.request_id', { id: words.requestId })}
        </Text>
      )}
    </Alert>
  );
}

function isServerFault(failure: unknown): boolean {
  return isApiProblem(failure) && failure.status >= 500;
}
