import { operation } from '@kabinet/contract';
import { anyOf, closed, dateRange, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Advisory, AdvisoryDetails, AdvisoryRevision, AdvisoryStatus, ImpactStatus, Severity } from './advisory-resources.ts';

const params = closed({ id: Uuid });
const advisory = { of: 'advisory', param: 'id' } as const;
const reads = { kind: 'permission', permission: 'advisories.read', resource: advisory } as const;
const manages = { kind: 'permission', permission: 'advisories.manage', known_by: 'advisories.read', resource: advisory } as const;
const csafVariant = { format: 'csaf', accept: 'application/csaf+json' } as const;
const csafDocument = { status: 200, body: Type.String(), content_type: 'application/json; charset=utf-8' } as const;

/** Bytes of a CSAF document: some ten thousand product versions. */
const body_limit = 4 * 1024 * 1024;
/** Why a document is refused. */
const takingIn = [
  'advisory_invalid',
  'advisory_too_complex',
  'advisory_conflict',
  'advisory_version_outdated',
  'advisory_version_taken',
  'advisory_document_draft',
  'advisory_restricted',
] as const;
const Cve = Type.String({ pattern: '^[Cc][Vv][Ee]-\\d{4}-\\d{4,}$', maxLength: 30, title: 'cve' });

export const advisoryOperations = {
  listAdvisories: operation({
    summary: 'List security advisories',
    method: 'GET',
    path: '/advisories',
    access: { kind: 'permission', permission: 'advisories.read' },
    query: listQuery(['revised_at', 'score', 'created_at'], {
      ...organizationFilter,
      product_id: anyOf(Uuid),
      severity: anyOf(Severity),
      cve: Type.Optional(Cve),
      status: anyOf(AdvisoryStatus),
      impact: anyOf(ImpactStatus),
      ...dateRange('revised'),
    }),
    ok: { status: 200, body: page(Advisory) },
    problems: [],
  }),
  importAdvisory: operation({
    summary: 'Take in a CSAF 2.0 document: a new advisory, or a new version of one',
    method: 'POST',
    path: '/advisories',
    access: { kind: 'permission', permission: 'advisories.import', vendor_wide: true },
    body: Type.Record(Type.String(), Type.Unknown()),
    body_limit,
    ok: { status: 201, body: AdvisoryDetails },
    problems: takingIn,
    // The first document loads the library that checks it: two seconds of a processor, which on a busy machine take many.
    patience: 30,
    // The same document again changes nothing, and its check is not for a transaction.
    idempotency: 'none',
    repeatable: true,
  }),
  takeInAdvisory: operation({
    summary: 'Take in a CSAF document that a product team left in the bucket',
    method: 'POST',
    path: '/internal/advisories',
    access: { kind: 'services' },
    body: closed({ document: Type.String({ maxLength: body_limit }) }),
    body_limit: 2 * body_limit,
    ok: { status: 200, body: closed({ id: Uuid }) },
    problems: takingIn,
    idempotency: 'none',
    repeatable: true,
  }),
  getAdvisory: operation({
    summary: 'Read a security advisory',
    method: 'GET',
    path: '/advisories/{id}',
    access: reads,
    params,
    query: closed(organizationFilter),
    ok: { status: 200, body: AdvisoryDetails },
    problems: ['advisory_not_found'],
  }),
  getAdvisoryDocument: operation({
    summary: 'Download the CSAF document of an advisory',
    method: 'GET',
    path: '/advisories/{id}',
    variant: csafVariant,
    access: reads,
    params,
    ok: csafDocument,
    problems: ['advisory_not_found'],
  }),
  publishAdvisory: operation({
    summary: 'Show an advisory to customers',
    method: 'POST',
    path: '/advisories/{id}/publish',
    access: manages,
    params,
    ok: { status: 200, body: AdvisoryDetails },
    problems: ['advisory_not_found', 'advisory_already_published', 'advisory_document_draft', 'advisory_restricted'],
    idempotency: 'honoured',
  }),
  withdrawAdvisory: operation({
    summary: 'Take a published advisory back',
    method: 'POST',
    path: '/advisories/{id}/withdraw',
    access: manages,
    params,
    body: closed({ reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', title: 'not_blank' }) }),
    ok: { status: 200, body: AdvisoryDetails },
    problems: ['advisory_not_found', 'advisory_not_published'],
    idempotency: 'honoured',
  }),
  listAdvisoryRevisions: operation({
    summary: 'See every version of an advisory that was taken in, newest first',
    method: 'GET',
    path: '/advisories/{id}/revisions',
    access: manages,
    params,
    ok: { status: 200, body: closed({ items: Type.Array(AdvisoryRevision) }) },
    problems: ['advisory_not_found'],
  }),
  getAdvisoryRevision: operation({
    summary: 'Download the CSAF document of an earlier version',
    method: 'GET',
    path: '/advisories/{id}/revisions/{number}',
    access: manages,
    params: closed({ ...params.properties, number: Type.String({ pattern: '^[1-9]\\d{0,8}$' }) }),
    ok: csafDocument,
    problems: ['advisory_not_found'],
  }),
  getAdvisoryFeed: operation({
    summary: "Follow an organization's advisories as an Atom feed",
    method: 'GET',
    path: '/cabinets/{id}/advisory-feed',
    access: { kind: 'permission', permission: 'advisories.read', resource: { of: 'cabinet', param: 'id' } },
    params,
    ok: { status: 200, body: Type.String(), content_type: 'application/atom+xml; charset=utf-8' },
    problems: ['cabinet_not_found'],
  }),
} as const;
