import { defineEvents } from '@kabinet/contract/events';
import { CalendarDate, closed, nullable, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { ClosingAnswer } from '../organizations/closing-resources.ts';
import { Parameters } from './resources.ts';
import { TransferStatus } from './transfer-resources.ts';

const Decision = Type.Enum(['none', 'suspended', 'revoked']);

/** A licence's whole state: what every licence event carries. */
const LicenseState = closed({
  id: Uuid,
  number: Type.String(),
  organization_id: Uuid,
  root_id: Uuid,
  product_id: Uuid,
  quantity: Type.Integer(),
  parameters: Parameters,
  versions: nullable(Type.String()),
  valid_from: CalendarDate,
  valid_until: nullable(CalendarDate),
  decision: Decision,
  purchase_id: nullable(Uuid),
});

const CertificateState = closed({
  id: Uuid,
  number: Type.String(),
  organization_id: Uuid,
  root_id: Uuid,
  product_id: Uuid,
  level: Type.String(),
  valid_from: CalendarDate,
  valid_until: CalendarDate,
  decision: Decision,
  purchase_id: nullable(Uuid),
  licenses: Type.Array(closed({ license_id: Uuid, quantity: Type.Integer() })),
});

const PurchaseState = closed({
  id: Uuid,
  source: nullable(Type.String()),
  external_id: nullable(Type.String()),
  status: Type.Enum(['accepted', 'refused', 'reversed']),
  organization_id: nullable(Uuid),
  faults: Type.Array(closed({ pointer: Type.String(), code: Type.String() })),
});

/** A transfer as one side may know it: told twice, to each in its own tree. */
const TransferState = closed({
  id: Uuid,
  side: Type.Enum(['giver', 'receiver']),
  organization_id: Uuid,
  root_id: Uuid,
  other_organization_id: Uuid,
  /** Of this side; null for a receiver whom nothing has reached. */
  license_id: nullable(Uuid),
  product_id: Uuid,
  quantity: Type.Integer(),
  status: TransferStatus,
});

export const licenseEvents = defineEvents('licenses', {
  license_issued: { type: 'license.issued', summary: 'A licence was issued', data: LicenseState },
  license_changed: { type: 'license.changed', summary: "A licence's versions or parameters changed", data: LicenseState },
  license_extended: { type: 'license.extended', summary: "Staff moved a licence's term", data: LicenseState },
  license_renewed: { type: 'license.renewed', summary: 'A purchase extended a licence', data: LicenseState },
  license_suspended: { type: 'license.suspended', summary: 'A licence is not in force until it is resumed', data: LicenseState },
  license_resumed: { type: 'license.resumed', summary: 'A suspended licence is in force again', data: LicenseState },
  license_revoked: { type: 'license.revoked', summary: 'A licence was withdrawn for good', data: LicenseState },
  license_transferred: { type: 'license.transferred', summary: 'Units of a licence were given or received', data: LicenseState },
  certificate_issued: { type: 'certificate.issued', summary: 'A certificate was issued', data: CertificateState },
  certificate_changed: { type: 'certificate.changed', summary: "A certificate's level changed", data: CertificateState },
  certificate_extended: { type: 'certificate.extended', summary: "Staff moved a certificate's term", data: CertificateState },
  certificate_renewed: { type: 'certificate.renewed', summary: 'A purchase extended a certificate', data: CertificateState },
  certificate_suspended: {
    type: 'certificate.suspended',
    summary: 'A certificate is not in force until it is resumed',
    data: CertificateState,
  },
  certificate_resumed: { type: 'certificate.resumed', summary: 'A suspended certificate is in force again', data: CertificateState },
  certificate_revoked: { type: 'certificate.revoked', summary: 'A certificate was withdrawn for good', data: CertificateState },
  certificate_transferred: {
    type: 'certificate.transferred',
    summary: 'Units that a certificate covers were given or received',
    data: CertificateState,
  },
  transfer_requested: { type: 'transfer.requested', summary: 'A transfer waits for its receiver', data: TransferState },
  transfer_done: { type: 'transfer.done', summary: 'A transfer moved units', data: TransferState },
  transfer_returned: { type: 'transfer.returned', summary: 'What a transfer brought was given back', data: TransferState },
  transfer_declined: { type: 'transfer.declined', summary: 'The receiver declined a transfer', data: TransferState },
  transfer_withdrawn: { type: 'transfer.withdrawn', summary: 'A transfer was taken back before it was accepted', data: TransferState },
  transfer_settings_changed: {
    type: 'transfer_settings.changed',
    summary: 'A tree wants its transfers accepted, or no longer does',
    data: closed({ root_id: Uuid, acceptance: Type.Boolean() }),
  },
  list_imported: {
    type: 'list.imported',
    summary: 'Staff issued a list of licences and certificates at once',
    data: closed({ id: Uuid, licenses: Type.Integer(), certificates: Type.Integer() }),
  },
  purchase_accepted: { type: 'purchase.accepted', summary: 'A purchase was turned into licences and certificates', data: PurchaseState },
  purchase_refused: { type: 'purchase.refused', summary: 'A purchase has faults and waits to be mended', data: PurchaseState },
  purchase_reversed: { type: 'purchase.reversed', summary: 'A purchase that was a mistake was taken back', data: PurchaseState },
  organization_cleared: {
    type: 'organization.cleared',
    summary: 'All licences and certificates of an organization that is being closed are gone',
    data: ClosingAnswer,
  },
  organization_not_cleared: {
    type: 'organization.not_cleared',
    summary: 'Licences and certificates stand in the way of a closing',
    data: ClosingAnswer,
  },
});
