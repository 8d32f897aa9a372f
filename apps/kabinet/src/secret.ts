import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where a secret is kept that nobody gave. */
export function secretFile(dataDirectory: string): string {
  return join(dataDirectory, 'secrets', 'kabinet-secret');
}

/** The installation's secret: the one given, or one made once and kept in the data folder, readable by its owner only. */
export async function installationSecret(given: string | undefined, dataDirectory: string): Promise<string> {
  if (given !== undefined) return given;
  const file = secretFile(dataDirectory);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Linked into place whole, so that two first starts at once agree on one secret and a kill leaves none that is cut.
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
    await link(draft, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
    await rm(draft);
    return readFile(file, 'utf8');
  }
}
