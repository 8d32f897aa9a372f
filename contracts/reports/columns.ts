/** The columns that reports may have, in the order in which they stand there unless asked otherwise. */

export const licenseColumns = [
  'number',
  'product',
  'cabinet',
  'quantity',
  'status',
  'valid_from',
  'valid_until',
  'versions',
  'parameters',
  'created_at',
  'id',
  'cabinet_id',
] as const;
export type LicenseColumn = (typeof licenseColumns)[number];

export const certificateColumns = [
  'number',
  'product',
  'cabinet',
  'level',
  'status',
  'valid_from',
  'valid_until',
  'licenses',
  'created_at',
  'id',
  'cabinet_id',
] as const;
export type CertificateColumn = (typeof certificateColumns)[number];

export const issueColumns = [
  'number',
  'subject',
  'product',
  'version',
  'cabinet',
  'severity',
  'status',
  'author',
  'assignee',
  'respond_by',
  'responded_at',
  'created_at',
  'updated_at',
  'id',
  'cabinet_id',
] as const;
export type IssueColumn = (typeof issueColumns)[number];
