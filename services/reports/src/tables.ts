// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { ColumnType, Generated } from 'kysely';
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
  job: {
    id: string;
    user_id: string;
    report: ColumnTypes['job.report'];
    format: ColumnTypes['job.format'];
    locale: ColumnTypes['job.locale'];
    query: ColumnType<ColumnTypes['job.query'], string, string>;
    status: Generated<ColumnTypes['job.status']>;
    run_id: string | null;
    attempts: Generated<number>;
    rows: Generated<number>;
    total: number | null;
    fault: ColumnTypes['job.fault'] | null;
    fault_params: ColumnType<ColumnTypes['job.fault_params'] | null, string | null, string | null>;
    file: string | null;
    size: number | null;
    object_key: string | null;
    sha256: string | null;
    created_at: string;
    started_at: string | null;
    finished_at: string | null;
    expires_at: string | null;
  };
  job_reach: {
    job_id: string;
    permission: string;
    organization_id: string | null;
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
