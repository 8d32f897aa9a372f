const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g;

interface Level {
  readonly isList: boolean;
  step: string;
  index: number;
}

/**
 * The line, from 1, at which `text` (JSON) writes what a JSON Pointer (RFC 6901) names, or the nearest thing around it
 * that is there.
 */
export function lineOfPointer(text: string, pointer: string): number {
  let best = { line: 1, length: 0 };
  for (const { path, line } of placesIn(text)) {
    const isAround = pointer === path || pointer.startsWith(`${path}/`);
    if (isAround && path.length > best.length) best = { line, length: path.length };
  }
  return best.line;
}

/** Every member and element of the text, with the line that it begins on. */
function* placesIn(text: string): Generator<{ readonly path: string; readonly line: number }> {
  const levels: Level[] = [];
  let line = 1;
  let isNext = false;
  let candidate = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '\n') {
      line += 1;
      continue;
    }
    if (isNext && level?.isList === true && token !== ']') yield { path: pathOf(levels), line };
    isNext = false;
    if (token === '{' || token === '[') {
      levels.push({ isList: token === '[', step: '0', index: 0 });
      isNext = token === '[';
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ':' && level) {
      level.step = candidate;
      yield { path: pathOf(levels), line };
    } else if (token === ',' && level?.isList === true) {
      level.step = String(++level.index);
      isNext = true;
    } else candidate = token;
  }
}

function pathOf(levels: readonly Level[]): string {
  return levels.map(({ step }) => `/${stepOf(step)}`).join('');
}

function stepOf(token: string): string {
  const name = token.startsWith('"') ? nameIn(token) : token;
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function nameIn(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
