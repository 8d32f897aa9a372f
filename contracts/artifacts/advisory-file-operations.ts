import { operation } from '@kabinet/contract';
import { anyOf, closed, Instant, listQuery, nullable, page, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

const AdvisoryFileState = Type.Enum(['taken', 'refused']);

/** A CSAF document in the bucket, `<product>/advisories/<file>.json`, as it was last read. */
const AdvisoryFile = closed({
  id: Uuid,
  key: Type.String(),
  state: AdvisoryFileState,
  advisory_id: nullable(Uuid),
  /** Why it was refused: the code that handing it in by the API would have been answered. */
  code: nullable(Type.String()),
  faults: Type.Array(closed({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
  read_at: Instant,
});
export type AdvisoryFile = Static<typeof AdvisoryFile>;

export const advisoryFileOperations = {
  listAdvisoryFiles: operation({
    summary: 'List the advisories that were found in the bucket, taken in or refused with the reasons',
    method: 'GET',
    path: '/advisory-files',
    access: { kind: 'permission', permission: 'advisories.manage', vendor_wide: true },
    query: listQuery(['read_at'], { state: anyOf(AdvisoryFileState) }),
    ok: { status: 200, body: page(AdvisoryFile) },
    problems: [],
  }),
} as const;
