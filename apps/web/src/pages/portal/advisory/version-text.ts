/** A range of versions as people read it: `>=1.0|<1.8.1` → `≥ 1.0, < 1.8.1`; `*` is `all`. */
export function versionText(range: string, all: string): string {
  if (range === '*') return all;
  return range
    .split('|')
    .map((part) => part.replace(/^(<=|>=|<|>|=)\s*/, (sign) => SIGNS[sign.trim()] ?? sign))
    .join(', ');
}

const SIGNS: Readonly<Record<string, string>> = { '<=': '≤ ', '>=': '≥ ', '<': '< ', '>': '> ', '=': '' };
