// kabinet-takes-manifests: it reaches into a service. imports-resolve: a file that is not there.
export { act } from '../../../services/alpha/src/actions/act.ts';
// @ts-expect-error the compiler notices, too
export { gone } from './gone.ts';
