// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';

export interface Tables extends OrganizationTables {
  audit_entry: {
    id: string;
    seq: number;
    at: string;
    actor: string;
    action: string;
    subject: string;
    organization_id: string | null;
    root_id: string | null;
    request_id: string;
    ip: string | null;
    data: unknown;
    hash: Buffer;
  };
}

export const query = createBuilder<Tables>();
