import { products } from './products.ts';
import { templates } from './templates.ts';

/** The words of the pages on which staff make products. */
export const productWords = { products, templates } as const;
