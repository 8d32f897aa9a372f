// no-cycles (see context.ts), routes-only-bind: a rule of the domain is decided here.
import { routes as same } from './context.ts';
export { decide } from './domain/rule.ts';
export const routes = (): unknown => same;
