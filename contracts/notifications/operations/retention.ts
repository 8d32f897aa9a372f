import { operation } from '@kabinet/contract';
import { closed, Instant, nullable } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

const periods = {
  /** How long mails are kept, in days: longer than events may be replayed. */
  mail_days: Type.Integer({ minimum: 31, maximum: 366 }),
  /** How long people find what they were told, in whole calendar months before the present one. */
  notice_months: Type.Integer({ minimum: 3, maximum: 36 }),
};

/** How long what people were told is kept. */
export const Retention = closed({ ...periods, updated_at: nullable(Instant) });
export type Retention = Static<typeof Retention>;
export const NewRetention = closed(periods);
export type NewRetention = Static<typeof NewRetention>;

export const retentionOperations = {
  getRetention: operation({
    summary: 'Read how long mails and notifications are kept',
    method: 'GET',
    path: '/retention',
    access: { kind: 'permission', permission: 'settings.read' },
    ok: { status: 200, body: Retention },
    problems: [],
  }),
  putRetention: operation({
    summary: 'Set how long mails and notifications are kept; what is older is forgotten the next night',
    method: 'PUT',
    path: '/retention',
    access: { kind: 'permission', permission: 'settings.manage' },
    body: NewRetention,
    ok: { status: 200, body: Retention },
    problems: [],
    if_match: 'optional',
  }),
} as const;
