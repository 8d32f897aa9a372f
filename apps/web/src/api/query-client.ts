import { QueryClient, type QueryFunction, type QueryKey } from '@tanstack/react-query';
import { i18n } from '../i18n/i18n.ts';
import { isApiProblem } from './problem.ts';

const ATTEMPTS = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // The very object that the API answered: `versionOf` knows it by identity.
      structuralSharing: false,
      retry: (failures, error) => failures < ATTEMPTS && isTransient(error),
    },
  },
});

/** Some of what the API says is in the language that it was asked in: another language asks again for what is shown. */
i18n.on('languageChanged', () => void queryClient.invalidateQueries());

/** Whether the same question may be answered in a moment. */
function isTransient(error: unknown): boolean {
  return isApiProblem(error, 'unreachable', 'unavailable', 'deadline_exceeded');
}

/** For a page's `load`: data of any age, fetched when there is none; what is old is asked for again when it is shown. */
export function ensure<Data, Key extends QueryKey>(options: { queryKey: Key; queryFn?: QueryFunction<Data, Key> }): Promise<Data> {
  return queryClient.query({ ...options, staleTime: 'static' });
}
