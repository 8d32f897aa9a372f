// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { Generated, GeneratedAlways } from 'kysely';

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
  organization: {
    id: string;
    organization_id: GeneratedAlways<string>;
    root_id: string;
    parent_id: string | null;
    name: string;
    full_name: string | null;
    inn: string;
    kpp: string | null;
    ogrn: string | null;
    kind: 'customer' | 'branch' | 'partner' | 'vendor';
    status: Generated<'active' | 'closing' | 'closed'>;
    confirmed: boolean;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  organization_contact: {
    id: string;
    organization_id: string;
    email: string;
    name: string;
    founding: boolean;
    created_at: string;
  };
}

export const query = createBuilder<Tables>();
