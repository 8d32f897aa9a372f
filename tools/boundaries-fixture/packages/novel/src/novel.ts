// packages-have-a-place: a package that the order does not name.
export { problem } from '../../problem/src/problem.ts';
