// web-takes-contracts: it takes the server's part of packages/contract.
export { openapi } from '../../../packages/contract/src/openapi.ts';
