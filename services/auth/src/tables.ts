// Made by `npm run generate` from the migrated database; do not edit.
import { createBuilder } from '@kabinet/database/builder';
import type { OrganizationTables } from '@kabinet/database/organization-tree';
import type { Generated } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

export interface Tables extends OrganizationTables {
  app_user: {
    id: string;
    email: string;
    name: string;
    locale: Generated<'ru' | 'en'>;
    password_hash: string | null;
    status: Generated<'active' | 'disabled'>;
    staff_roles: Generated<ColumnTypes['app_user.staff_roles']>;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  attempt_counter: {
    bucket: Buffer;
    attempts: number;
    last_attempt_at: string;
    blocked_until: string;
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
  email_change: {
    id: string;
    user_id: string;
    email: string;
    token_hash: Buffer;
    created_at: string;
    expires_at: string;
    closed_at: string | null;
  };
  invitation: {
    id: string;
    organization_id: string;
    root_id: string;
    email: string;
    name: string;
    locale: 'ru' | 'en';
    role: ColumnTypes['invitation.role'];
    disabled: Generated<string[]>;
    token_hash: Buffer;
    invited_by: string | null;
    founding: Generated<boolean>;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
    expires_at: string;
    closed_at: string | null;
  };
  join_request: {
    id: string;
    organization_id: string;
    root_id: string;
    email: string;
    name: string;
    locale: 'ru' | 'en';
    comment: string | null;
    created_at: string;
    closed_at: string | null;
  };
  join_request_notice: {
    id: string;
    join_request_id: string;
    user_id: string;
  };
  login_challenge: {
    id: string;
    user_id: string;
    token_hash: Buffer;
    created_at: string;
    expires_at: string;
    closed_at: string | null;
  };
  machine_token: {
    id: string;
    organization_id: string | null;
    root_id: string | null;
    name: string;
    scopes: ColumnTypes['machine_token.scopes'];
    token_hash: Buffer;
    created_by: string;
    created_at: string;
    expires_at: string | null;
    last_used_on: string | null;
    revoked_at: string | null;
  };
  membership: {
    id: string;
    user_id: string;
    organization_id: string;
    root_id: string;
    role: ColumnTypes['membership.role'];
    disabled: Generated<string[]>;
    version: Generated<number>;
    created_at: string;
    updated_at: string;
  };
  organization_security: {
    organization_id: string;
    root_id: string;
    second_factor: 'optional' | 'required';
    version: Generated<number>;
    updated_at: string;
  };
  password_reset: {
    id: string;
    user_id: string;
    token_hash: Buffer;
    created_at: string;
    expires_at: string;
    closed_at: string | null;
  };
  recovery_code: {
    user_id: string;
    code_hash: Buffer;
    used_at: string | null;
  };
  refresh_token: {
    token_hash: Buffer;
    session_id: string;
    expires_at: string;
    spent_at: string | null;
  };
  second_factor: {
    user_id: string;
    sealed_secret: Buffer;
    confirmed_at: string | null;
    last_step: number | null;
    created_at: string;
  };
  session: {
    id: string;
    user_id: string;
    user_agent: string | null;
    ip: string | null;
    created_at: string;
    last_used_at: string;
    expires_at: string;
    ended_at: string | null;
  };
  signing_key: {
    id: string;
    public_key: string;
    private_key: Buffer;
    activates_at: string;
    retires_at: string | null;
    created_at: string;
  };
  vendor: {
    only_row: Generated<boolean>;
    name_ru: string | null;
    name_en: string | null;
    version: number;
  };
  viewing: {
    id: string;
    user_id: string;
    viewer_id: string;
    viewer_session_id: string;
    reason: string;
    created_at: string;
    expires_at: string;
    ended_at: string | null;
  };
}

export const query = createBuilder<Tables>();
