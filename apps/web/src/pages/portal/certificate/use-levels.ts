import type { Product } from '@kabinet/contracts/products/resources';
import { useFormat } from '../../../i18n/use-format.ts';

interface Levels {
  /** What the product calls the level; a level that it has no more keeps its code. */
  nameOf(productId: string, code: string): string;
  /** Every level of any product once, for a filter. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** The levels of support of some products, in the reader's language. */
export function useLevels(products: readonly Pick<Product, 'id' | 'support_levels'>[]): Levels {
  const format = useFormat();
  const names = new Map(products.flatMap(({ support_levels }) => support_levels.map(({ code, name }) => [code, format.text(name)])));
  return {
    nameOf(productId, code) {
      const levels = products.find(({ id }) => id === productId)?.support_levels ?? [];
      const level = levels.find((candidate) => candidate.code === code);
      return level ? format.text(level.name) : code;
    },
    options: Array.from(names, ([value, label]) => ({ value, label })),
  };
}
