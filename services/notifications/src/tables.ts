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
  mail: {
    id: string;
    kind: 'invitation' | 'password_reset';
    reference_id: string;
    status: Generated<'queued' | 'kept' | 'sent' | 'failed' | 'deferred'>;
    message_id: string;
    locale: 'ru' | 'en' | null;
    sealed_recipient: Buffer | null;
    sealed_content: Buffer | null;
    attempts: Generated<number>;
    handed_over_at: string | null;
    next_attempt_at: string | null;
    failure_reason: 'rejected' | 'gave_up' | 'outcome_unknown' | 'link_over' | 'bad_address' | null;
    smtp_reply: string | null;
    sent_at: string | null;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
}

export const query = createBuilder<Tables>();
