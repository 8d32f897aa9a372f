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
  fact: {
    id: string;
    kind: 'license' | 'certificate' | 'issue' | 'private_issue';
    organization_id: string;
    root_id: string;
    product_id: string;
    status: string;
    month: string | null;
    units: number;
    valid_from: string | null;
    valid_until: string | null;
    changes_on: string | null;
    version: number;
  };
  figure: {
    organization_id: string;
    root_id: string;
    kind: string;
    product_id: string;
    status: string;
    month: string | null;
    things: number;
    units: number;
  };
  product: {
    id: string;
    slug: string;
    name: unknown;
    version: number;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
  vendor_figure: {
    shard: number;
    kind: string;
    product_id: string;
    status: string;
    month: string | null;
    things: number;
    units: number;
  };
}

export const query = createBuilder<Tables>();
