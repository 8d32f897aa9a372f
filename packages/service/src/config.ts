import { convertQuery, faultsOf } from '@kabinet/contract/validation';
import type { Static, TObject } from 'typebox';

/** A variable of the environment that the program cannot start with. */
export class ConfigError extends Error {
  readonly variable: string;

  constructor(variable: string, reason: string) {
    super(`${variable}: ${reason}`);
    this.name = 'ConfigError';
    this.variable = variable;
  }
}

/** The variables that `schema` names, converted and checked. Empty values count as missing. */
export function readConfig<Schema extends TObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): Static<Schema> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.properties)) {
    const value = environment[name];
    if (value !== undefined && value !== '') given[name] = value;
  }
  const config = convertQuery(schema, given);
  const [fault] = faultsOf(schema, config);
  if (fault) throw new ConfigError(fault.pointer.slice(1), `${fault.code}${fault.params ? ` ${JSON.stringify(fault.params)}` : ''}`);
  return config as Static<Schema>;
}
