/**
 * Whether the versions that a licence names cover `version`. A range is `1.x`, `2.4.x` or an exact version; null covers all.
 * Vendors' numbers have two to four places, so that semantic versioning (three of them) is no measure; what stands behind
 * `-` or `+` is an edition of the same version. Places that are not written are 0.
 */
export function coversVersion(range: string | null, version: string): boolean {
  if (range === null) return true;
  const places = placesOf(version);
  if (!places) return false;
  const wanted = range.split('.');
  const length = Math.max(wanted.length, places.length);
  for (let index = 0; index < length; index += 1) {
    const place = wanted[index] ?? '0';
    if (place === 'x') return true;
    if (Number(place) !== (places[index] ?? 0)) return false;
  }
  return true;
}

/** The numbers of a version, in their order; undefined for one that is not made of numbers. */
function placesOf(version: string): number[] | undefined {
  const [core = ''] = version.split(/[-+_]/, 1);
  return /^\d+(?:\.\d+)*$/.test(core) ? core.split('.').map(Number) : undefined;
}
