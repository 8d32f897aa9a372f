import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Where the built web app lies; nothing where it was not built: the API works without it. */
export function builtWebApp(): { webApp?: string } {
  return existsSync(join(BUILT, 'index.html')) ? { webApp: BUILT } : {};
}
