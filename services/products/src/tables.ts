// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

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
  product: {
    id: string;
    slug: string;
    name: ColumnType<ColumnTypes['product.name'], string, string>;
    description: ColumnType<ColumnTypes['product.description'] | null, string | null, string | null>;
    parameters: ColumnType<ColumnTypes['product.parameters'], string, string>;
    support_levels: ColumnType<ColumnTypes['product.support_levels'], string, string>;
    update_policy: 'always' | 'released_within_support' | 'while_supported';
    security_policy: 'always' | 'with_updates';
    status: Generated<'active' | 'archived'>;
    search: GeneratedAlways<string>;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
}

export const query = createBuilder<Tables>();
