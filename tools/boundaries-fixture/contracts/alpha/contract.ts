// contracts-are-data, contracts-take-problem-types: a contract that logs and throws.
export { pino } from 'pino';
export { problem } from '../../packages/problem/src/problem.ts';
export const alpha = 'alpha';
