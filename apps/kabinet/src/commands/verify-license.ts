import { verifyLicenseFile } from '@kabinet/license-file';
import { documentsContract } from '@kabinet/contracts/documents';
import { readFile } from 'node:fs/promises';
import { clientOf } from '../clients.ts';
import type { Settings } from '../settings.ts';
import { CommandError } from './command-error.ts';
import { withPortal } from './with-portal.ts';

type Keys = Parameters<typeof verifyLicenseFile>[1];

/** Checks a license file with the keys of `keysFile`, or with those of this installation. */
export async function verifyLicense(settings: Settings, file: string, keysFile: string | undefined): Promise<ReturnType<typeof verifyLicenseFile>> {
  const contents = await read(file);
  const keys = keysFile === undefined ? await installationKeys(settings) : (JSON.parse((await read(keysFile)).toString()) as Keys);
  return verifyLicenseFile(contents, keys);
}

async function installationKeys(settings: Settings): Promise<Keys> {
  return withPortal(settings, (portal) => clientOf(portal.composition, documentsContract).getLicenseKeys({}));
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, 2);
  }
}
