// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

export interface Tables extends OrganizationTables {
  advisory: {
    id: string;
    file_name: string;
    tracking_id: string;
    publisher_namespace: string;
    title: string;
    tlp: 'WHITE' | 'GREEN' | 'AMBER' | 'RED' | null;
    score: number | null;
    severity: 'critical' | 'high' | 'medium' | 'low' | 'none';
    cves: string[];
    status: 'draft' | 'published' | 'withdrawn';
    withdrawal_reason: string | null;
    document_status: 'draft' | 'interim' | 'final';
    document_version: string;
    revision: number;
    released_at: string;
    revised_at: string;
    published_at: string | null;
    unmatched: ColumnType<ColumnTypes['advisory.unmatched'], string, string>;
    search: string;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  advisory_product: {
    advisory_id: string;
    product_id: string;
    statements: ColumnType<ColumnTypes['advisory_product.statements'], string, string>;
  };
  advisory_revision: {
    advisory_id: string;
    number: number;
    document: string;
    contents: ColumnType<ColumnTypes['advisory_revision.contents'], string, string>;
    document_version: string;
    document_status: 'draft' | 'interim' | 'final';
    sha256: string;
    source: 'api' | 'bucket';
    received_at: string;
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
  holding: {
    id: string;
    organization_id: string;
    root_id: string;
    product_id: string;
    versions: string | null;
    quantity: number;
    valid_from: string;
    decision: string;
    version: number;
  };
  obtained: {
    id: string;
    organization_id: string;
    root_id: string;
    product_id: string;
    version: string;
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
  release: {
    id: string;
    product_id: string;
    version: string;
    kind: ColumnTypes['release.kind'] | null;
    channel: ColumnTypes['release.channel'] | null;
    status: 'held' | 'scheduled' | 'published' | 'recalled';
    released_at: string | null;
    recalled_at: string | null;
    recall_reason: string | null;
    notes: ColumnType<ColumnTypes['release.notes'] | null, string | null, string | null>;
    fixes: ColumnType<ColumnTypes['release.fixes'], string | undefined, string>;
    artifacts: ColumnType<ColumnTypes['release.artifacts'], string | undefined, string>;
    faults: ColumnType<ColumnTypes['release.faults'], string | undefined, string>;
    seen_version: number;
    found_version: number | null;
    revision: Generated<number>;
    listed_at: GeneratedAlways<string>;
    created_at: string;
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
