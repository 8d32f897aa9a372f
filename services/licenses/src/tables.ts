// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { Generated } from 'kysely';

export interface Tables extends OrganizationTables {
  broker_position: {
    only_row: Generated<boolean>;
    stream_created: string | null;
    seq: number | null;
    event_id: string | null;
    acknowledged_at: string | null;
    republish_from: string | null;
    republish_until: string | null;
  };
  certificate: {
    id: string;
    organization_id: string;
    root_id: string;
    number: string;
    product_id: string;
    level: string;
    valid_from: string;
    valid_until: string;
    decision: Generated<'none' | 'suspended' | 'revoked'>;
    purchase_id: string | null;
    purchase_line: number | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
    origin_id: string;
  };
  coverage: {
    certificate_id: string;
    license_id: string;
    organization_id: string;
    root_id: string;
    quantity: number;
    id: Generated<string>;
  };
  history: {
    id: string;
    subject_id: string;
    organization_id: string;
    root_id: string;
    at: string;
    what: string;
    by: 'vendor' | 'customer' | 'system';
    details: unknown;
  };
  ledger_entry: {
    posting_id: string;
    line: number;
    account_kind: 'license' | 'issuance' | 'coverage' | 'coverage_issuance';
    account_id: string;
    quantity: number;
    reason: 'issue' | 'reversal' | 'transfer';
    organization_id: string;
    root_id: string;
    created_at: string;
    place: number | null;
    balance: number | null;
    transfer_id: string | null;
  };
  license: {
    id: string;
    organization_id: string;
    root_id: string;
    number: string;
    product_id: string;
    quantity: number;
    parameters: unknown;
    versions: string | null;
    valid_from: string;
    valid_until: string | null;
    decision: Generated<'none' | 'suspended' | 'revoked'>;
    origin_id: string;
    purchase_id: string | null;
    purchase_line: number | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
    pending_quantity: Generated<number>;
  };
  license_import: {
    id: string;
    contents_hash: Buffer;
    results: Generated<unknown>;
    created_at: string;
  };
  lineage: {
    license_id: string;
    giver_id: string;
    organization_id: string;
    root_id: string;
  };
  product: {
    id: string;
    slug: string;
    name: unknown;
    parameters: unknown;
    support_levels: unknown;
    status: string;
    version: number;
  };
  purchase: {
    id: string;
    source: string | null;
    external_id: string | null;
    status: 'accepted' | 'refused' | 'reversed';
    message: unknown;
    contents_hash: Buffer;
    organization_id: string | null;
    errors: Generated<unknown>;
    results: Generated<unknown>;
    purchased_at: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  transfer: {
    id: string;
    license_id: string;
    from_organization_id: string;
    to_organization_id: string;
    from_name: string;
    to_name: string;
    to_license_id: string | null;
    product_id: string;
    quantity: number;
    status: 'pending' | 'done' | 'returned' | 'declined' | 'withdrawn';
    certificates: unknown;
    batch_id: string | null;
    created_by: 'vendor' | 'customer' | 'system';
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  transfer_party: {
    id: string;
    side: 'giver' | 'receiver';
    organization_id: string;
    root_id: string;
    created_at: string;
  };
  transfer_settings: {
    organization_id: string;
    root_id: string;
    acceptance: boolean;
    version: Generated<number>;
    updated_at: string;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
}

export const query = createBuilder<Tables>();
