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
  signing_key: {
    id: string;
    public_key: string;
    private_key: Buffer;
    signs_from: string;
    created_at: string;
  };
  template: {
    id: string;
    product_id: string;
    kind: 'license' | 'certificate';
    main: string | null;
    files: unknown;
    accent: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
  verification: {
    token: string;
    kind: 'license' | 'certificate';
    subject_id: string;
    organization_id: string;
    root_id: string;
    created_at: string;
  };
}

export const query = createBuilder<Tables>();
