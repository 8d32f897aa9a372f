// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { Generated, GeneratedAlways } from 'kysely';

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
    chain_id: Generated<string>;
    actor_side: 'vendor' | 'customer' | 'portal' | 'anonymous' | null;
    actor_organizations: Generated<string[]>;
    version: number | null;
    actor_on_behalf: string | null;
    aggregate: GeneratedAlways<string>;
  };
  broker_position: {
    only_row: Generated<boolean>;
    stream_created: string | null;
    seq: number | null;
    event_id: string | null;
    acknowledged_at: string | null;
    republish_from: string | null;
    republish_until: string | null;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
}

export const query = createBuilder<Tables>();
