// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

export interface Tables extends OrganizationTables {
  attachment: {
    id: string;
    issue_id: string;
    comment_id: string | null;
    organization_id: string;
    root_id: string;
    author_id: string | null;
    author_name: string;
    author_side: 'customer' | 'support';
    author_organizations: string[];
    name: string;
    size: number;
    sha256: string;
    object_key: string;
    created_at: string;
  };
  attachment_part: {
    upload_id: string;
    start: number;
    object_key: string;
  };
  attachment_upload: {
    id: string;
    issue_id: string;
    organization_id: string;
    root_id: string;
    author_id: string | null;
    author_name: string;
    author_side: 'customer' | 'support';
    author_organizations: string[];
    name: string;
    size: number;
    received: Generated<number>;
    state: Generated<'receiving' | 'checking' | 'attached' | 'refused'>;
    finding: string | null;
    created_at: string;
    updated_at: string;
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
  canned_answer: {
    id: string;
    title: string;
    body: string;
    updated_at: string;
  };
  comment: {
    id: string;
    issue_id: string;
    organization_id: string;
    root_id: string;
    author_id: string | null;
    author_name: string;
    author_side: 'customer' | 'support';
    author_organizations: string[];
    body: string;
    delivery: Generated<'delivered' | 'pending' | 'failed'>;
    edited_at: string | null;
    deleted_at: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  comment_revision: {
    comment_id: string;
    version: number;
    body: string;
    replaced_at: string;
  };
  delivery: {
    id: string;
    position: GeneratedAlways<number>;
    issue_id: string;
    kind: 'ticket' | 'comment' | 'revision' | 'attachment' | 'fields' | 'merge';
    subject_id: string;
    state: Generated<'waiting' | 'delivered' | 'failed'>;
    attempts: Generated<number>;
    fault: string | null;
    created_at: string;
    due_at: string;
    delivered_at: string | null;
  };
  follower: {
    issue_id: string;
    user_id: string;
    name: string;
    organizations: string[];
    organization_id: string;
    root_id: string;
  };
  helpdesk_reading: {
    only_row: Generated<boolean>;
    read_until: string | null;
    read_at: string | null;
    fault: string | null;
    failing_since: string | null;
  };
  history: {
    id: string;
    issue_id: string;
    organization_id: string;
    root_id: string;
    at: string;
    what: string;
    author_id: string | null;
    author_name: string | null;
    author_side: string | null;
    author_organizations: string[];
    from_value: string | null;
    to_value: string | null;
  };
  issue: {
    id: string;
    organization_id: string;
    root_id: string;
    number: string;
    product_id: string;
    product_version: string | null;
    license_id: string | null;
    certificate_id: string | null;
    subject: string;
    description: string;
    severity: 'critical' | 'high' | 'normal' | 'low';
    status: Generated<'new' | 'open' | 'waiting_for_customer' | 'resolved' | 'closed'>;
    private: boolean;
    delivery: Generated<'delivered' | 'pending' | 'failed'>;
    respond_by: string | null;
    responded_at: string | null;
    escalated_at: string | null;
    author_id: string | null;
    author_name: string;
    author_side: 'customer' | 'support';
    author_organizations: string[];
    assignee_id: string | null;
    assignee_name: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
    merged_at: string | null;
    merged_into_id: string | null;
  };
  membership: {
    id: string;
    user_id: string;
    organization_id: string;
    root_id: string;
    role: string;
    disabled: string[];
    version: number;
    ended: boolean;
  };
  note: {
    id: string;
    issue_id: string;
    author_id: string | null;
    author_name: string;
    body: string;
    created_at: string;
  };
  person: {
    id: string;
    status: 'active' | 'disabled';
    staff_roles: string[];
    version: number;
  };
  product: {
    id: string;
    slug: string;
    name: ColumnType<ColumnTypes['product.name'], string, string>;
    support_levels: ColumnType<ColumnTypes['product.support_levels'], string, string>;
    version: number;
  };
  rating: {
    issue_id: string;
    organization_id: string;
    root_id: string;
    score: number;
    remark: string | null;
    rated_at: string;
  };
  remote_message: {
    remote_id: string;
    comment_id: string;
  };
  ticket: {
    issue_id: string;
    remote_id: string | null;
    seen_at: string | null;
    leased_until: string | null;
    agreed_status: 'new' | 'open' | 'waiting_for_customer' | 'resolved' | 'closed' | null;
    agreed_severity: 'critical' | 'high' | 'normal' | 'low' | null;
    unsettled: Generated<boolean>;
    merged_into: string | null;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
}

export const query = createBuilder<Tables>();
