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
  holding: {
    id: string;
    kind: 'license' | 'certificate';
    number: string;
    organization_id: string;
    root_id: string;
    product_id: string;
    quantity: number;
    versions: string | null;
    valid_from: string;
    valid_until: string | null;
    decision: 'none' | 'suspended' | 'revoked';
    term_since: string;
    warn_on: string | null;
    version: number;
  };
  mail: {
    id: string;
    kind: 'invitation' | 'password_reset' | 'email_change' | 'email_change_notice' | 'join_request' | 'second_factor_enabled' | 'second_factor_disabled' | 'recovery_codes_replaced' | 'notices';
    reference_id: string;
    status: Generated<'queued' | 'kept' | 'sent' | 'failed' | 'deferred' | 'bounced'>;
    message_id: string;
    locale: 'ru' | 'en' | null;
    sealed_recipient: Buffer | null;
    sealed_content: Buffer | null;
    attempts: Generated<number>;
    handed_over_at: string | null;
    next_attempt_at: string | null;
    failure_reason: 'rejected' | 'gave_up' | 'outcome_unknown' | 'link_over' | 'bad_address' | 'nothing_to_tell' | 'bounced' | 'undeliverable' | null;
    smtp_reply: string | null;
    sent_at: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
    reader_id: string | null;
    organization_id: string | null;
  };
  mail_item: {
    notice_id: string;
    user_id: string;
    due_at: string;
    mail_id: string | null;
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
  mute: {
    user_id: string;
    holding_id: string;
    valid_until: string;
    until: string;
  };
  notice: {
    id: string;
    kind: ColumnTypes['notice.kind'];
    audience: 'people' | 'everyone' | 'product' | 'organization';
    organization_id: string | null;
    root_id: string | null;
    product_id: string | null;
    data: ColumnType<ColumnTypes['notice.data'], string, string>;
    cause: string;
    published_at: string;
    withdrawn_at: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  obtained_version: {
    organization_id: string;
    root_id: string;
    product_id: string;
    version: string;
  };
  organization_default: {
    organization_id: string;
    root_id: string;
    expiry_days: number[] | null;
    email: unknown;
    version: Generated<number>;
    updated_at: string;
  };
  person: {
    id: string;
    status: 'active' | 'disabled';
    locale: 'ru' | 'en';
    staff_roles: string[];
    version: number;
  };
  preference: {
    user_id: string;
    kind: ColumnTypes['preference.kind'];
    portal: boolean | null;
    email: 'immediate' | 'daily' | 'weekly' | 'off' | null;
  };
  product: {
    id: string;
    slug: string;
    name: ColumnType<ColumnTypes['product.name'], string, string>;
    version: number;
    update_policy: Generated<'always' | 'released_within_support' | 'while_supported'>;
    security_policy: Generated<'always' | 'with_updates'>;
  };
  receipt: {
    user_id: string;
    published_at: string;
    notice_id: string;
    read_at: string | null;
    hidden_at: string | null;
  };
  retention: {
    only_row: Generated<boolean>;
    mail_days: Generated<number>;
    notice_months: Generated<number>;
    version: Generated<number>;
    updated_at: string | null;
  };
  undeliverable_address: {
    address_hash: Buffer;
    mail_id: string;
    reply: string;
    created_at: string;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
  webhook: {
    id: string;
    organization_id: string;
    root_id: string;
    url: string;
    description: string;
    events: ColumnTypes['webhook.events'];
    status: Generated<'enabled' | 'disabled' | 'failed'>;
    sealed_secret: Buffer;
    sealed_previous_secret: Buffer | null;
    previous_secret_until: string | null;
    failing_since: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  webhook_delivery: {
    id: string;
    webhook_id: string;
    organization_id: string;
    root_id: string;
    notice_id: string | null;
    type: string;
    payload: string;
    status: Generated<'pending' | 'delivered' | 'failed'>;
    attempts: ColumnType<ColumnTypes['webhook_delivery.attempts'], string | undefined, string>;
    tries: Generated<number>;
    next_attempt_at: string | null;
    version: Generated<number>;
    created_at: string;
  };
}

export const query = createBuilder<Tables>();
