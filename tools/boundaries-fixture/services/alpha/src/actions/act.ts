// actions-know-no-callers: it calls its own route.
import { routes } from '../routes.ts';
export const act = (): unknown => routes();
