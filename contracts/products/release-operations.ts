import { operation } from '@kabinet/contract';
import { anyOf, closed, Instant, listQuery, page, Uuid } from '@kabinet/contract/schemas';
import { Channel, ReleaseKind } from '../artifacts/manifest.ts';
import { ProductRef, RecallReason, Release, ReleaseStatus } from './resources.ts';

const params = closed({ id: Uuid });
const release = { of: 'release', param: 'id' } as const;
const manages = { kind: 'permission', permission: 'releases.manage', known_by: 'products.read', resource: release } as const;
const filters = { status: anyOf(ReleaseStatus), kind: anyOf(ReleaseKind), channel: anyOf(Channel) };
const sortable = ['released_at', 'created_at'] as const;

export const releaseOperations = {
  listReleases: operation({
    summary: 'List releases of all products',
    method: 'GET',
    path: '/releases',
    access: { kind: 'permission', permission: 'products.read' },
    query: listQuery(sortable, { ...filters, product_id: anyOf(Uuid) }),
    ok: { status: 200, body: page(Release) },
    problems: [],
  }),
  listProductReleases: operation({
    summary: 'List the releases of a product, by its id or slug',
    method: 'GET',
    path: '/products/{id}/releases',
    access: { kind: 'permission', permission: 'products.read', resource: { of: 'product', param: 'id' } },
    params: closed({ id: ProductRef }),
    query: listQuery(sortable, filters),
    ok: { status: 200, body: page(Release) },
    problems: ['product_not_found'],
  }),
  getRelease: operation({
    summary: 'Read a release with its files',
    method: 'GET',
    path: '/releases/{id}',
    access: { kind: 'permission', permission: 'products.read', resource: release },
    params,
    ok: { status: 200, body: Release },
    problems: ['release_not_found'],
  }),
  scheduleRelease: operation({
    summary: 'Move the date of a release that waits for it; a date that has come publishes it',
    method: 'POST',
    path: '/releases/{id}/schedule',
    access: manages,
    params,
    body: closed({ released_at: Instant }),
    ok: { status: 200, body: Release },
    problems: ['release_not_found', 'release_not_scheduled'],
    idempotency: 'honoured',
    if_match: 'optional',
  }),
  recallRelease: operation({
    summary: 'Recall a release, with a reason for those who have it',
    method: 'POST',
    path: '/releases/{id}/recall',
    access: manages,
    params,
    body: closed({ reason: RecallReason }),
    ok: { status: 200, body: Release },
    problems: ['release_not_found', 'release_not_published'],
    idempotency: 'honoured',
    if_match: 'optional',
  }),
} as const;
