// queries-only-ask: it calls an action; queries-take-domain-types: it decides.
export { act } from '../actions/act.ts';
export { decide } from '../domain/rule.ts';
