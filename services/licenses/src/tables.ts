import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { Generated } from 'kysely';

interface Term {
  id: string;
  organization_id: string;
  root_id: string;
  number: string;
  product_id: string;
  valid_from: string;
  decision: Generated<'none' | 'suspended' | 'revoked'>;
  purchase_id: string | null;
  purchase_line: number | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface Tables extends OrganizationTables {
  product: { id: string; slug: string; name: unknown; parameters: unknown; support_levels: unknown; status: string; version: number };
  license: Term & { quantity: number; parameters: unknown; versions: string | null; valid_until: string | null; origin_id: string };
  certificate: Term & { level: string; valid_until: string };
  coverage: { certificate_id: string; license_id: string; organization_id: string; root_id: string; quantity: number };
  ledger_entry: {
    posting_id: string;
    line: number;
    account_kind: 'license' | 'issuance';
    account_id: string;
    quantity: number;
    reason: 'issue' | 'reversal' | 'transfer';
    organization_id: string;
    root_id: string;
    created_at: string;
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
}

export const query = createBuilder<Tables>();
