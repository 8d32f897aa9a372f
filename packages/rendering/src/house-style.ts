import { readFileSync } from 'node:fs';

/** The file, beside its own, from which a template takes what the vendor's documents share: page, colours, header and tables. */
export const houseStyle = { 'kit.typ': readFileSync(new URL('../templates/kit.typ', import.meta.url)) };
