// domain-is-pure: it reads a file; domain-takes-contract-types: it takes a value; domain-has-no-clock: it reads the clock.
export { readFileSync } from 'node:fs';
export { alpha } from '../../../../contracts/alpha/contract.ts';
export const decide = (): number => Date.now();
