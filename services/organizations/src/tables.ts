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
  closing: {
    id: string;
    organization_id: string;
    root_id: string;
    parent_id: string | null;
    organization_version: number;
    status: 'weighing' | 'weighed' | 'closing' | 'stuck' | 'closed' | 'refused' | 'cancelled';
    move_up: boolean;
    reason: string | null;
    parts: ColumnType<ColumnTypes['closing.parts'], string, string>;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
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
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
  vendor_settings: {
    only_row: Generated<boolean>;
    name: ColumnType<ColumnTypes['vendor_settings.name'] | null, string | null, string | null>;
    accent: string | null;
    logo: Buffer | null;
    logo_type: ColumnTypes['vendor_settings.logo_type'] | null;
    logo_hash: string | null;
    version: Generated<number>;
    updated_at: string | null;
  };
}

export const query = createBuilder<Tables>();
