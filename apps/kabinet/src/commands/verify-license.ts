import { verifyLicenseFile } from '@kabinet/license-file';
import { documentsContract } from '@kabinet/contracts/documents';
import { readFile } from 'node:fs/promises';
import { clientOf } from '../clients.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from './command-error.ts';
import { requireInstallation, withPortal } from './with-portal.ts';

type Keys = Parameters<typeof verifyLicenseFile>[1];

/** Checks a license file with the keys of `keysFile`, or with those of this installation. */
export async function verifyLicense(
  settings: Settings,
  file: string,
  keysFile: string | undefined,
): Promise<ReturnType<typeof verifyLicenseFile>> {
  const contents = await read(file);
  const keys = keysFile === undefined ? await installationKeys(settings) : await readKeys(keysFile);
  return verifyLicenseFile(contents, keys);
}

async function installationKeys(settings: Settings): Promise<Keys> {
  // The keys of a new installation would call every file false.
  requireInstallation(settings, '; name a copy of its keys with --keys');
  return withPortal(settings, (portal) => clientOf(portal.composition, documentsContract).getLicenseKeys({}));
}

async function readKeys(file: string): Promise<Keys> {
  const text = (await read(file)).toString();
  try {
    const keys: unknown = JSON.parse(text);
    if (isKeySet(keys)) return keys;
  } catch {
    // Said below, as of JSON that is no key set.
  }
  throw new CommandError(`${file} is no key set; it should be a copy of /.well-known/license-keys.json`, 2);
}

function isKeySet(value: unknown): value is Keys {
  return (
    typeof value === 'object' &&
    value !== null &&
    'keys' in value &&
    Array.isArray(value.keys) &&
    value.keys.every((key) => typeof key === 'object' && key !== null)
  );
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, 2);
  }
}
