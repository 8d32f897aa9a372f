import { productsContract } from '@kabinet/contracts/products';
import { faultDetail } from '@kabinet/problem';
import { platformFields } from '@kabinet/problem/catalogue';
import type { ArtifactsContext } from '../context.ts';
import { listAdvisoryFiles } from '../queries/advisory-file.ts';

/** Products found the faults, in words of theirs. */
const fields = { ...platformFields, ...productsContract.fields };

/** The documents of the bucket, with what is wrong with them in the reader's language. */
export async function readAdvisoryFiles(context: ArtifactsContext, input: Parameters<typeof listAdvisoryFiles>[1]) {
  const page = await listAdvisoryFiles(context, input);
  const { locale } = context.origin;
  const items = page.items.map(({ faults, ...file }) => ({
    ...file,
    faults: faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, detail: faultDetail(fault, fields, locale) })),
  }));
  return { ...page, items };
}
