import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { JSONColumnType } from 'kysely';

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
    data: JSONColumnType<object>;
    hash: Buffer;
  };
}

export const query = createBuilder<Tables>();
