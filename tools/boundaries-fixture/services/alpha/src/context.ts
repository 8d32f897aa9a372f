// no-cycles: the context and the routes need each other.
export { routes } from './routes.ts';
