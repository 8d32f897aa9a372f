import { operation } from '@kabinet/contract';
import { anyOf, CalendarDate, closed, Instant, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { Bundle, Download, DownloadState, DownloadStatistics, ListedArtifact, NewBundle } from './downloads.ts';
import { ArtifactKind, Channel, ReleaseKind } from './manifest.ts';

const params = closed({ id: Uuid });
const withheld = [
  'artifact_not_found',
  'no_license',
  'license_expired',
  'version_not_covered',
  'support_expired',
  'not_published',
  'recalled',
  'not_for_your_role',
] as const;

const filters = {
  version: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  kind: anyOf(ArtifactKind),
  platform: anyOf(Type.String({ minLength: 1, maxLength: 40 })),
  release_kind: anyOf(ReleaseKind),
  channel: anyOf(Channel),
};
const sortable = ['released_at'] as const;

/** What customers find and get. */
export const downloadOperations = {
  listLicenseImages: operation({
    summary: 'List the files offered under a licence, and those withheld with the reason',
    method: 'GET',
    path: '/licenses/{id}/images',
    access: { kind: 'permission', permission: 'artifacts.read', resource: { of: 'license', param: 'id' } },
    params,
    query: listQuery(sortable, filters),
    ok: { status: 200, body: page(ListedArtifact) },
    problems: ['license_not_found'],
  }),
  listArtifacts: operation({
    summary: 'List the files of all products that one holds licences of',
    method: 'GET',
    path: '/artifacts',
    access: { kind: 'permission', permission: 'artifacts.read' },
    query: listQuery(sortable, { ...organizationFilter, ...filters, product_id: anyOf(Uuid), release_id: anyOf(Uuid) }),
    ok: { status: 200, body: page(ListedArtifact) },
    problems: [],
  }),
  downloadArtifact: operation({
    summary: 'Download a file; the URL is permanent, and who may is decided at every request',
    method: 'GET',
    path: '/artifacts/{id}/content',
    access: { kind: 'permission', permission: 'artifacts.read' },
    params,
    ok: { status: 200, stream: 'bytes' },
    problems: withheld,
  }),
  createBundle: operation({
    summary: 'Put several files into one archive; nothing is copied, and it can be resumed like a file',
    method: 'POST',
    path: '/bundles',
    access: { kind: 'permission', permission: 'artifacts.read' },
    body: NewBundle,
    ok: { status: 201, body: Bundle },
    problems: [],
    idempotency: 'honoured',
  }),
  getBundle: operation({
    summary: 'Read a bundle of one’s own',
    method: 'GET',
    path: '/bundles/{id}',
    access: { kind: 'permission', permission: 'artifacts.read' },
    params,
    ok: { status: 200, body: Bundle },
    problems: ['bundle_not_found'],
  }),
  downloadBundle: operation({
    summary: 'Download a bundle as ZIP, with the SHA-256 of each file; who may have each is decided at every request',
    method: 'GET',
    path: '/bundles/{id}/content',
    access: { kind: 'permission', permission: 'artifacts.read' },
    params,
    ok: { status: 200, stream: 'bytes', content_type: 'application/zip' },
    problems: ['bundle_not_found', ...withheld],
  }),
  listDownloads: operation({
    summary: 'List who took which files, and whether they got all of them',
    method: 'GET',
    path: '/downloads',
    access: { kind: 'permission', permission: 'downloads.read' },
    query: listQuery(['started_at'], {
      ...organizationFilter,
      artifact_id: Type.Optional(Uuid),
      state: anyOf(DownloadState),
      started_from: Type.Optional(Instant),
      started_until: Type.Optional(Instant),
    }),
    ok: { status: 200, body: page(Download) },
    problems: [],
  }),
  getDownloadStatistics: operation({
    summary: 'Sum up what was downloaded: day by day, and the versions of which most was',
    method: 'GET',
    path: '/downloads/statistics',
    access: { kind: 'permission', permission: 'downloads.read', vendor_wide: true },
    query: closed({ from: CalendarDate, until: CalendarDate, product_id: Type.Optional(Uuid) }),
    ok: { status: 200, body: DownloadStatistics },
    problems: [],
  }),
} as const;
