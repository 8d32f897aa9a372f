/** What a `User-Agent` says to a person. */
export interface Device {
  readonly program: string;
  readonly system?: string;
}

/** The first that fits: most browsers name others too. */
const programs: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/Windows NT/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** A browser and its system; of another program its own name (RFC 9110, 10.1.5); undefined when there is nothing to tell. */
export function deviceOf(userAgent: string | null): Device | undefined {
  const agent = userAgent ?? '';
  const browser = firstOf(programs, agent);
  const program = browser ?? /^[\w.-]+/.exec(agent)?.[0];
  if (program === undefined) return undefined;
  const system = firstOf(systems, agent);
  return system === undefined ? { program } : { program, system };
}

function firstOf(names: readonly (readonly [pattern: RegExp, name: string])[], text: string): string | undefined {
  return names.find(([pattern]) => pattern.test(text))?.[1];
}
