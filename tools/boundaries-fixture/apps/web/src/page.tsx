// web-loads-no-schemas: it brings a contract's values into the browser.
export { alpha } from '../../../contracts/alpha/contract.ts';
