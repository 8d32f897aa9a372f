// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { ColumnType, Generated } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

export interface Tables extends OrganizationTables {
  advisory_file: {
    id: string;
    key: string;
    etag: string;
    state: 'taken' | 'refused';
    advisory_id: string | null;
    code: string | null;
    faults: ColumnType<ColumnTypes['advisory_file.faults'], string, string>;
    read_at: string;
  };
  artifact: {
    id: string;
    release_id: string;
    found_version: number;
    product_id: string;
    version: string;
    file: string;
    position: number;
    kind: ColumnTypes['artifact.kind'];
    platform: string | null;
    title: ColumnType<ColumnTypes['artifact.title'] | null, string | null, string | null>;
    size: number;
    sha256: string;
    crc32: number;
    object_key: string;
    released_at: string | null;
    signed_by: string | null;
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
  bundle: {
    id: string;
    principal: string;
    artifact_ids: string[];
    file: string;
    size: number;
    created_at: string;
  };
  download: {
    id: string;
    started_at: string;
    organization_id: string | null;
    root_id: string | null;
    principal: string;
    artifact_id: string | null;
    bundle_id: string | null;
    file: string;
    version: string | null;
    size: number;
    first_byte: number;
    wanted: number;
    bytes: number | null;
    state: ColumnTypes['download.state'];
    principal_organizations: Generated<string[]>;
  };
  file_part: {
    transfer_id: string;
    number: number;
  };
  file_transfer: {
    id: string;
    folder: string;
    file: string;
    size: number;
    sha256: string;
    part_size: number;
    parts: number;
    state: 'receiving' | 'assembling' | 'stored' | 'failed';
    created_at: string;
    updated_at: string;
  };
  obtained_version: {
    organization_id: string;
    root_id: string;
    product_id: string;
    version: string;
  };
  product: {
    id: string;
    slug: string;
    name: ColumnType<ColumnTypes['product.name'], string, string>;
    update_policy: ColumnTypes['product.update_policy'];
    security_policy: ColumnTypes['product.security_policy'];
    status: string;
    version: number;
  };
  release: {
    id: string;
    product_id: string;
    version: string;
    kind: ColumnTypes['release.kind'];
    channel: ColumnTypes['release.channel'];
    status: ColumnTypes['release.status'];
    released_at: string;
    recalled_at: string | null;
    recall_reason: string | null;
    found_version: number;
    revision: number;
  };
  release_key: {
    id: string;
    name: string;
    public_key: string;
    added_at: string;
    retired_at: string | null;
  };
  upload: {
    id: string;
    folder: string;
    product_id: string | null;
    version: string;
    state: 'checking' | 'held' | 'accepted' | 'altered';
    fingerprint: string;
    manifest: ColumnType<ColumnTypes['upload.manifest'] | null, string | null, string | null>;
    manifest_etag: string | null;
    faults: ColumnType<ColumnTypes['upload.faults'], string | undefined, string>;
    revision: Generated<number>;
    found_at: string;
    updated_at: string;
  };
  uploaded_file: {
    upload_id: string;
    file: string;
    position: number;
    kind: ColumnTypes['uploaded_file.kind'];
    size: number;
    sha256: string;
    etag: string | null;
    state: 'waiting' | 'checked' | 'wrong';
    fault: ColumnType<ColumnTypes['uploaded_file.fault'] | null, string | null, string | null>;
    object_key: string | null;
    actual_sha256: string | null;
    crc32: number | null;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
}

export const query = createBuilder<Tables>();
