/** A fault of a message, at the place that `pointer` (RFC 6901) names. */
export interface MessageFault {
  readonly pointer: string;
  readonly detail: string;
}

export interface MessageLine {
  readonly text: string;
  /** How many levels it is indented. */
  readonly depth: number;
  readonly faults: readonly PlacedFault[];
}

export interface PlacedFault {
  readonly detail: string;
  /** The member that the message lacks: its fault stands at what should have it. */
  readonly missing: string | undefined;
}

interface Draft {
  readonly text: string;
  readonly depth: number;
  readonly faults: PlacedFault[];
}

/** A message as lines of indented JSON, each with the faults that belong beside it. */
export function messageLines(message: unknown, faults: readonly MessageFault[]): readonly MessageLine[] {
  const lines: Draft[] = [];
  const places = new Map<string, Draft>();
  write(message, { pointer: '', label: '', depth: 0, end: '' });
  for (const { pointer, detail } of faults) {
    const place = placeOf(pointer, places);
    places.get(place)?.faults.push({ detail, missing: pointer === place ? undefined : nameIn(pointer.slice(place.length + 1)) });
  }
  return lines;

  function write(value: unknown, at: { pointer: string; label: string; depth: number; end: string }): void {
    const { pointer, label, depth, end } = at;
    const members = membersOf(value);
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    const text = members === undefined ? JSON.stringify(value ?? null) : members.length === 0 ? open + close : open;
    const line: Draft = { text: `${label}${text}${text === open ? '' : end}`, depth, faults: [] };
    lines.push(line);
    places.set(pointer, line);
    for (const [index, { step, label: name, value: member }] of (members ?? []).entries()) {
      const isLast = index === (members?.length ?? 0) - 1;
      write(member, { pointer: `${pointer}/${step}`, label: name, depth: depth + 1, end: isLast ? '' : ',' });
    }
    if (text === open) lines.push({ text: `${close}${end}`, depth, faults: [] });
  }
}

interface Member {
  readonly step: string;
  readonly label: string;
  readonly value: unknown;
}

/** The members of an object or array; undefined for what has none. */
function membersOf(value: unknown): readonly Member[] | undefined {
  if (Array.isArray(value)) return value.map((member: unknown, index) => ({ step: String(index), label: '', value: member }));
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value as Readonly<Record<string, unknown>>).map(([name, member]) => ({
    step: escaped(name),
    label: `${JSON.stringify(name)}: `,
    value: member,
  }));
}

/** The pointer itself where the message has something, else that of the nearest part around it. */
function placeOf(pointer: string, places: ReadonlyMap<string, unknown>): string {
  let place = pointer;
  while (place !== '' && !places.has(place)) place = place.slice(0, Math.max(0, place.lastIndexOf('/')));
  return place;
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function nameIn(steps: string): string {
  return steps
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
