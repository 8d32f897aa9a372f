import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormat } from '../../../i18n/use-format.ts';
import { productQuery } from './queries.ts';

/** What a product calls its levels of support. A level that it has no more keeps its code. */
export function useLevelName(productId: string): (code: string) => string {
  const format = useFormat();
  const { support_levels } = useSuspenseQuery(productQuery(productId)).data;
  return function levelName(code) {
    const level = support_levels.find((candidate) => candidate.code === code);
    return level ? format.text(level.name) : code;
  };
}
