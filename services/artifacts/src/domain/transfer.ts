/** How a file is cut into parts. */
export interface Parts {
  /** In bytes. */
  readonly size: number;
  readonly part_size: number;
  readonly parts: number;
}

/** A file without bytes has no parts. */
export function partsOf(size: number, partSize: number): Parts {
  return { size, part_size: partSize, parts: Math.ceil(size / partSize) };
}

/** The bytes of part `number`, counted from 1; undefined where there is no such part. */
export function sizeOfPart({ size, part_size, parts }: Parts, number: number): number | undefined {
  if (number < 1 || number > parts) return undefined;
  return number === parts ? size - part_size * (parts - 1) : part_size;
}

/** Where part `number` lies in the private store. */
export function partKey(transferId: string, number: number): string {
  return `artifacts/parts/${transferId}/${String(number).padStart(5, '0')}`;
}
