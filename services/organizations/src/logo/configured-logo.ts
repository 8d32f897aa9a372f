import type { LogoType } from '@kabinet/contracts/organizations/vendor-resources';
import { ConfigError } from '@kabinet/service';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { cleanLogo } from './clean-logo.ts';

/** A picture as everybody may have it, under the name that its bytes have. */
export interface Logo {
  readonly logo: Buffer;
  readonly logo_type: LogoType;
  readonly logo_hash: string;
}

const MOST_BYTES = 65_536;
const TYPES: Readonly<Record<string, LogoType>> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

export function logoHash(type: LogoType, logo: Buffer): string {
  return createHash('sha256').update(type).update(logo).digest('hex');
}

/** The picture in the file that `variable` names, cleaned as a chosen one is; undefined without a file. Throws `ConfigError`. */
export async function readConfiguredLogo(variable: string, path: string | undefined): Promise<Logo | undefined> {
  if (path === undefined) return undefined;
  const logo_type = TYPES[extname(path).toLowerCase()];
  if (!logo_type) throw new ConfigError(variable, 'the name of the file ends in neither .svg nor .png');
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ConfigError(variable, `the file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const logo = bytes.length > MOST_BYTES ? undefined : cleanLogo(logo_type, bytes);
  if (!logo) throw new ConfigError(variable, `not a picture of up to ${MOST_BYTES} bytes: an SVG of shapes, or a PNG`);
  return { logo, logo_type, logo_hash: logoHash(logo_type, logo) };
}
