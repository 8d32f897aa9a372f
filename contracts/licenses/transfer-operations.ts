import { operation } from '@kabinet/contract';
import { anyOf, closed, listQuery, organizationFilter, page, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import {
  NewCertificateTransfer,
  NewTransfer,
  NewTransfers,
  Transfer,
  TransferPreview,
  TransferSettings,
  TransferStatus,
} from './transfer-resources.ts';

const params = closed({ id: Uuid });
const read = 'licenses.read';
const move = 'licenses.transfer';
const fromLicense = { kind: 'permission', permission: move, known_by: read, resource: { of: 'license', param: 'id' } } as const;
const fromCertificate = { kind: 'permission', permission: move, known_by: read, resource: { of: 'certificate', param: 'id' } } as const;
/** Both sides know of a transfer; one of them has to answer for each step. */
const byReceiver = {
  kind: 'permission',
  permission: move,
  known_by: read,
  resource: { of: 'transfer', param: 'id', held_on: 'received_transfer' },
} as const;
const byGiver = {
  kind: 'permission',
  permission: move,
  known_by: read,
  resource: { of: 'transfer', param: 'id', held_on: 'given_transfer' },
} as const;
/** What is set for a whole tree is asked of its root, whichever of its organizations was named. */
const ofTree = {
  kind: 'permission',
  permission: 'organizations.manage',
  known_by: 'organizations.read',
  resource: { of: 'cabinet', param: 'id', held_on: 'tree' },
} as const;

const inEarnest = closed({ dry_run: Type.Optional(Type.Literal(false)) });
const dryRun = closed({ dry_run: Type.Optional(Type.Literal(true)) });

/** Why units cannot move, for people and for the vendor alike. */
const refusals = [
  'same_cabinet',
  'cabinet_closed',
  'license_not_in_force',
  'not_enough_units',
  'direction_not_allowed',
  'receiver_terms_differ',
] as const;
const ofLicense = ['license_not_found', ...refusals] as const;
const ofCertificate = ['certificate_not_found', 'certificate_covers_several', 'certificate_without_units', ...refusals] as const;

export const transferOperations = {
  transferLicense: operation({
    summary: 'Transfer units of a licence, with its certificates in proportion',
    method: 'POST',
    path: '/licenses/{id}/transfers',
    access: fromLicense,
    params,
    query: inEarnest,
    body: NewTransfer,
    ok: { status: 201, body: Transfer },
    problems: ofLicense,
    idempotency: 'required',
  }),
  previewLicenseTransfer: operation({
    summary: 'See what a transfer of the licence would change',
    method: 'POST',
    path: '/licenses/{id}/transfers',
    access: fromLicense,
    params,
    query: dryRun,
    body: NewTransfer,
    ok: { status: 200, body: TransferPreview },
    problems: ofLicense,
    idempotency: 'none',
    dry_run: true,
  }),
  transferCertificate: operation({
    summary: 'Transfer units of the licence that a certificate covers, with all of its certificates',
    method: 'POST',
    path: '/certificates/{id}/transfers',
    access: fromCertificate,
    params,
    query: inEarnest,
    body: NewCertificateTransfer,
    ok: { status: 201, body: Transfer },
    problems: ofCertificate,
    idempotency: 'required',
  }),
  previewCertificateTransfer: operation({
    summary: 'See what a transfer of the certificate would change',
    method: 'POST',
    path: '/certificates/{id}/transfers',
    access: fromCertificate,
    params,
    query: dryRun,
    body: NewCertificateTransfer,
    ok: { status: 200, body: TransferPreview },
    problems: ofCertificate,
    idempotency: 'none',
    dry_run: true,
  }),
  transferLicenses: operation({
    summary: 'Transfer many licences at once: all of them or none',
    method: 'POST',
    path: '/transfers',
    access: { kind: 'permission', permission: move },
    query: inEarnest,
    body: NewTransfers,
    ok: { status: 201, body: closed({ items: Type.Array(Transfer) }) },
    problems: refusals,
    idempotency: 'required',
  }),
  previewTransfers: operation({
    summary: 'See what a transfer of many licences would change',
    method: 'POST',
    path: '/transfers',
    access: { kind: 'permission', permission: move },
    query: dryRun,
    body: NewTransfers,
    ok: { status: 200, body: TransferPreview },
    problems: refusals,
    idempotency: 'none',
    dry_run: true,
  }),
  listTransfers: operation({
    summary: 'List transfers, given and received',
    method: 'GET',
    path: '/transfers',
    access: { kind: 'permission', permission: read },
    query: listQuery(['created_at'], {
      ...organizationFilter,
      status: anyOf(TransferStatus),
      license_id: Type.Optional(Uuid),
      product_id: anyOf(Uuid),
      /** As seen from what the list is narrowed to. */
      side: Type.Optional(Type.Enum(['giver', 'receiver'])),
    }),
    ok: { status: 200, body: page(Transfer) },
    problems: [],
  }),
  getTransfer: operation({
    summary: 'Read a transfer',
    method: 'GET',
    path: '/transfers/{id}',
    access: { kind: 'permission', permission: read, resource: { of: 'transfer', param: 'id' } },
    params,
    ok: { status: 200, body: Transfer },
    problems: ['transfer_not_found'],
  }),
  returnTransfer: operation({
    summary: 'Give back what a transfer brought',
    method: 'POST',
    path: '/transfers/{id}/return',
    access: byReceiver,
    params,
    ok: { status: 200, body: Transfer },
    problems: ['transfer_not_found', 'transfer_not_done', ...refusals],
    idempotency: 'required',
  }),
  acceptTransfer: operation({
    summary: 'Accept a transfer that waits for its receiver',
    method: 'POST',
    path: '/transfers/{id}/accept',
    access: byReceiver,
    params,
    ok: { status: 200, body: Transfer },
    problems: ['transfer_not_found', 'transfer_not_pending', ...refusals],
    idempotency: 'required',
  }),
  declineTransfer: operation({
    summary: 'Decline a transfer that waits for its receiver',
    method: 'POST',
    path: '/transfers/{id}/decline',
    access: byReceiver,
    params,
    ok: { status: 200, body: Transfer },
    problems: ['transfer_not_found', 'transfer_not_pending'],
    idempotency: 'honoured',
  }),
  withdrawTransfer: operation({
    summary: 'Take back a transfer before it was accepted',
    method: 'POST',
    path: '/transfers/{id}/withdraw',
    access: byGiver,
    params,
    ok: { status: 200, body: Transfer },
    problems: ['transfer_not_found', 'transfer_not_pending'],
    idempotency: 'honoured',
  }),
  getTransferSettings: operation({
    summary: "Read how an organization's tree transfers",
    method: 'GET',
    path: '/cabinets/{id}/transfer-settings',
    access: { kind: 'permission', permission: 'organizations.read', resource: { of: 'cabinet', param: 'id' } },
    params,
    ok: { status: 200, body: TransferSettings },
    problems: ['cabinet_not_found'],
  }),
  changeTransferSettings: operation({
    summary: "Change how an organization's tree transfers: for owners of its root",
    method: 'PUT',
    path: '/cabinets/{id}/transfer-settings',
    access: ofTree,
    params,
    body: TransferSettings,
    ok: { status: 200, body: TransferSettings },
    problems: ['cabinet_not_found'],
  }),
} as const;
