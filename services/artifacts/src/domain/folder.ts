/** Where an object of the bucket belongs. */
export interface Place {
  /** `<product>/<version>`, the upload's name. */
  readonly folder: string;
  readonly product: string;
  readonly version: string;
  readonly file: string;
}

const PLACE = /^(?<product>[a-z0-9-]{1,64})\/(?<version>[0-9A-Za-z][0-9A-Za-z.+_-]{0,63})\/(?<file>[^/]+)$/u;

/** The upload that the key `<product>/<version>/<file>` is a part of; undefined for anything else in the bucket. */
export function placeOf(key: string): Place | undefined {
  const { product, version, file } = PLACE.exec(key)?.groups ?? {};
  if (product === undefined || version === undefined || file === undefined) return undefined;
  return { folder: `${product}/${version}`, product, version, file };
}
