import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The cuts that the built-in templates use; every further one costs start-up time and memory in each compiler. */
const FACES = ['400Regular', '500Medium', '600SemiBold'];

/**
 * The font files that templates may use.
 * @param directory a folder of `.ttf` and `.otf` files; without it IBM Plex Sans, as installed with this package.
 */
export function fontFiles(directory?: string): string[] {
  if (directory !== undefined) {
    const names = readdirSync(directory).filter((name) => /\.(ttf|otf)$/i.test(name));
    return names.toSorted().map((name) => join(directory, name));
  }
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/ibm-plex-sans/package.json'));
  return FACES.map((face) => join(folder, face, `IBMPlexSans_${face}.ttf`));
}
