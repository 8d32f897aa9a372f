import { createRoot } from 'react-dom/client';
import { isApiProblem } from './api/problem.ts';
import { App } from './app.tsx';
import { startBrand } from './brand/brand.ts';
import { startI18n } from './i18n/i18n.ts';
import { ForbiddenPage } from './navigation/page.ts';
import './styles/styles.ts';

// While pages are worked on: what a page's module says beside the page does not keep it from being shown anew in place.
if (import.meta.env.DEV) Object.assign(window, { __getReactRefreshIgnoredExports: () => ['load', 'permission', 'words'] });

startBrand();
await startI18n();
const root = document.querySelector('#app');
if (!root) throw new Error('the page has no place for the app');
createRoot(root, { onCaughtError: reportUnlessShown }).render(<App />);

/** A refusal is shown by the page that met it; what else a page throws is a fault of ours. */
function reportUnlessShown(error: unknown): void {
  if (!isApiProblem(error) && !(error instanceof ForbiddenPage)) reportError(error);
}
