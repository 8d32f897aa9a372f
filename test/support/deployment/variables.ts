import { readConfig } from '@kabinet/service';
import { readSettings } from '../../../apps/kabinet/src/settings.ts';
import { manifests } from '../../../apps/kabinet/src/targets.ts';

/** The variables of the environment that the program reads, in any of its processes. */
export function knownVariables(): Set<string> {
  const asked = new Set<string>();
  readSettings(new Proxy<Record<string, string | undefined>>({}, { get: (_target, name) => void asked.add(String(name)) }));
  for (const { name, config } of manifests) {
    const prefix = name.toUpperCase();
    for (const variable of [...Object.keys(config.properties), `${prefix}_URL`, `${prefix}_DATABASE_URL`]) asked.add(variable);
  }
  return asked;
}

/** Throws a `ConfigError` when the program, or one of its services, would refuse to start with `environment`. */
export function checkEnvironment(environment: Readonly<Record<string, string>>): void {
  readSettings(environment);
  for (const { config } of manifests) readConfig(config, environment);
}

/** The variables of an env file. Like Docker and Kustomize: no quotes, comments on lines of their own. */
export function readEnvFile(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
