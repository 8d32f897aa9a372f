// services-keep-apart: another service's code instead of its contract. services-do-not-know-all: a target by name.
export { beta } from '../../beta/src/service.ts';
export const target = 'all';
