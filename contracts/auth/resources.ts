import { anyOf, closed, Instant, NamedRef, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { accessTable, type CustomerRole, type StaffRole, type TokenScope } from '../access.ts';
import { Csv, ImportFault } from '../lists.ts';
import { MIN_PASSWORD_LENGTH } from './password.ts';

type GroupOf<P> = P extends `${infer Group}.${string}` ? Group : never;
/** The part of a permission before the dot: what an owner may switch off for a person. */
export type PermissionGroup = GroupOf<(typeof accessTable)['customer'][CustomerRole][number]>;

const groups = [...new Set(Object.values(accessTable.customer).flatMap((permissions) => permissions.map(groupOf)))];

function groupOf(permission: string): PermissionGroup {
  return permission.slice(0, permission.indexOf('.')) as PermissionGroup;
}

export const CustomerRoleName = Type.Enum(Object.keys(accessTable.customer) as CustomerRole[]);
export const StaffRoleName = Type.Enum(Object.keys(accessTable.staff) as StaffRole[]);
export const TokenScopeName = Type.Enum(Object.keys(accessTable.scopes) as TokenScope[]);
export const DisabledGroups = Type.Array(Type.Enum(groups), { uniqueItems: true, maxItems: groups.length });
export const StaffRoles = Type.Array(StaffRoleName, { uniqueItems: true, maxItems: Object.keys(accessTable.staff).length });
export const LocaleName = Type.Enum(['ru', 'en']);

export const Email = Type.String({ format: 'email', maxLength: 254 });
export const PersonName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', title: 'not_blank' });
export const NewPassword = Type.String({ minLength: MIN_PASSWORD_LENGTH, maxLength: 200 });
export const Password = Type.String({ minLength: 1, maxLength: 200 });
/**
 * Mails that auth knows the reader of. `email_change` goes to the new address, `email_change_notice` to the old one; the id is that of the
 * change. `join_request`: to one owner; the id is that of the notice.
 */
export const LinkMailKind = Type.Enum(['invitation', 'password_reset', 'email_change', 'email_change_notice', 'join_request']);
export type LinkMailKind = Static<typeof LinkMailKind>;
/** The secret of a link in a mail. */
export const LinkToken = Type.String({ minLength: 1, maxLength: 100 });

/** What an access token (RFC 9068) is issued for; its `iss` is the installation's public address. */
export const ACCESS_TOKEN_AUDIENCE = 'kabinet-api';
export const ACCESS_TOKEN_TYPE = 'at+jwt';
/** What a download link is issued for: one path of the portal, and nothing that an access token opens. */
export const DOWNLOAD_LINK_AUDIENCE = 'kabinet-download';
export const DOWNLOAD_LINK_TYPE = 'dl+jwt';
/** The cookie that keeps a browser's refresh token. */
export const REFRESH_COOKIE = 'kabinet_refresh';

/** `refresh_token` is missing when the answer set it as a cookie. */
export const TokenPair = closed({
  access_token: Type.String(),
  refresh_token: Type.Optional(Type.String()),
  token_type: Type.Literal('Bearer'),
  /** Seconds. */
  expires_in: Type.Integer(),
});
export type TokenPair = Static<typeof TokenPair>;

/** Six digits of the authenticator app, or a recovery code in any case, with or without its hyphens. */
export const FactorCode = Type.String({ minLength: 6, maxLength: 40 });

/**
 * The caller's second factor (TOTP, RFC 6238). `pending`: begun, and of no effect until a code of it is shown.
 * `recovery_codes_left` is 0 while it is not active.
 */
export const SecondFactor = closed({
  status: Type.Enum(['none', 'pending', 'active']),
  confirmed_at: nullable(Instant),
  recovery_codes_left: Type.Integer(),
});
export type SecondFactor = Static<typeof SecondFactor>;

/** What an authenticator app is set up with, shown this once only: `otpauth_uri` as a QR code, or `secret` typed in (Base32). */
export const SecondFactorSetup = closed({ secret: Type.String(), otpauth_uri: Type.String() });

/** Each opens the account once in place of a code of the app; shown this once only. */
export const RecoveryCodes = closed({ recovery_codes: Type.Array(Type.String()) });

/** Why staff act for a person; kept in the audit log. */
export const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', title: 'not_blank' });

export const Me = closed({
  id: Uuid,
  email: Type.String(),
  name: Type.String(),
  locale: LocaleName,
  staff_roles: Type.Array(StaffRoleName),
  /** `held_back`: the organization asks for a second factor that the person has not set up; until then the membership grants nothing. */
  memberships: Type.Array(
    closed({ cabinet: NamedRef, role: CustomerRoleName, disabled: Type.Array(Type.String()), held_back: Type.Boolean() }),
  ),
  second_factor: Type.Enum(['none', 'active']),
  permissions: Type.Array(Type.String()),
  /** Set while one of the staff looks with this person's eyes: who, and until when. Everything else in here is the person's. */
  viewed_by: nullable(closed({ id: Uuid, name: Type.String(), until: Instant })),
});
export type Me = Static<typeof Me>;

export const MeChanges = Type.Partial(closed({ name: PersonName, locale: LocaleName }), { additionalProperties: false, minProperties: 1 });

/** A login of the caller on one device. `ip`, `user_agent` and `device`, its name for people, are those of its last use. */
export const Session = closed({
  id: Uuid,
  device: nullable(Type.String()),
  user_agent: nullable(Type.String()),
  ip: nullable(Type.String()),
  created_at: Instant,
  last_used_at: Instant,
  current: Type.Boolean(),
});

/**
 * Somebody who works in a cabinet, or is invited to. `id` is the user's, or the invitation's until it is accepted: who
 * invites does not learn whether the address has an account already.
 */
export const CabinetUser = closed({
  id: Uuid,
  email: Type.String(),
  name: Type.String(),
  role: CustomerRoleName,
  disabled: Type.Array(Type.String()),
  /** `expired`: an invitation that nobody accepted in time. It can be sent again. */
  status: Type.Enum(['active', 'disabled', 'invited', 'expired']),
  created_at: Instant,
  /** Until when the invitation can be accepted; null for who accepted it. */
  expires_at: nullable(Instant),
});
export type CabinetUser = Static<typeof CabinetUser>;

/** `locale` is the language of the invitation; the inviter's when it is left out. */
export const NewCabinetUser = closed({
  email: Email,
  name: PersonName,
  role: CustomerRoleName,
  disabled: Type.Optional(DisabledGroups),
  locale: Type.Optional(LocaleName),
});

export const CabinetUserChanges = Type.Partial(closed({ role: CustomerRoleName, disabled: DisabledGroups }), {
  additionalProperties: false,
  minProperties: 1,
});

/** People whom one list can invite. */
export const MAX_IMPORTED_USERS = 500;

/**
 * A list of people. Columns: `email`, `name`, `role`; and where wanted `disabled` (services switched off, divided by `|`) and
 * `locale`. `locale` here is the language of invitations whose row does not say.
 */
export const UserImport = closed({
  csv: Csv,
  locale: Type.Optional(LocaleName),
});

/** `row` counts as spreadsheets do: the header is 1. */
export const ImportedUser = closed({
  row: Type.Integer(),
  email: Type.String(),
  name: Type.String(),
  role: Type.String(),
  /** `invite`: is, or after a dry run would be, invited. The other two stay as they are. */
  outcome: Type.Enum(['invite', 'already_member', 'already_invited']),
  /** The new invitation's id; null where nobody was invited. */
  id: nullable(Uuid),
});
export type ImportedUser = Static<typeof ImportedUser>;

/** Rows without faults, and the faults of the others. An import in earnest answers no errors: it is refused as a whole. */
export const UserImportResult = closed({
  dry_run: Type.Boolean(),
  rows: Type.Array(ImportedUser),
  errors: Type.Array(ImportFault),
});
export type UserImportResult = Static<typeof UserImportResult>;

/**
 * What an organization asks of its people's accounts. `required`: the memberships in it and below grant nothing while their person has no
 * second factor. `inherited`: an organization above asks for it, whatever is said here.
 */
export const CabinetSecurity = closed({ second_factor: Type.Enum(['optional', 'required']), inherited: Type.Boolean() });
export type CabinetSecurity = Static<typeof CabinetSecurity>;

/** Somebody who asks to work in an organization. The name is what they typed: who accepts should know the person. */
export const JoinRequest = closed({
  id: Uuid,
  cabinet: NamedRef,
  email: Type.String(),
  name: Type.String(),
  comment: nullable(Type.String()),
  created_at: Instant,
});
export type JoinRequest = Static<typeof JoinRequest>;

/** The organization is named by its requisites, as its contracts have them. */
export const NewJoinRequest = closed({
  inn: Type.String({ pattern: '^(\\d{10}|\\d{12})$', title: 'inn' }),
  kpp: Type.Optional(nullable(Type.String({ pattern: '^\\d{4}[\\dA-Z]{2}\\d{3}$', title: 'kpp' }))),
  email: Email,
  name: PersonName,
  comment: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  locale: Type.Optional(LocaleName),
});

/** What the holder of an invitation's link is shown before accepting. `account` says whether the password is to be chosen or entered. */
export const InvitationPreview = closed({
  email: Type.String(),
  name: Type.String(),
  cabinet: NamedRef,
  role: CustomerRoleName,
  invited_by: nullable(Type.String()),
  account: Type.Enum(['new', 'existing']),
  expires_at: Instant,
});

/** An access token of its own: nothing refreshes it, and what is read with it is what the person may read. */
export const Viewing = closed({
  id: Uuid,
  user: NamedRef,
  access_token: Type.String(),
  token_type: Type.Literal('Bearer'),
  /** Seconds. */
  expires_in: Type.Integer(),
  expires_at: Instant,
});
export type Viewing = Static<typeof Viewing>;

/** A user as administrators see it. */
export const User = closed({
  id: Uuid,
  email: Type.String(),
  name: Type.String(),
  status: Type.Enum(['active', 'disabled']),
  staff_roles: Type.Array(StaffRoleName),
  created_at: Instant,
  updated_at: Instant,
});
export type User = Static<typeof User>;

export const UserChanges = Type.Partial(closed({ staff_roles: StaffRoles, status: Type.Enum(['active', 'disabled']) }), {
  additionalProperties: false,
  minProperties: 1,
});

export const UserFilter = { status: anyOf(Type.Enum(['active', 'disabled'])), staff: Type.Optional(Type.Boolean()) };

/** A machine's token without its secret. `cabinet` is null for a token of the vendor. */
export const MachineToken = closed({
  id: Uuid,
  name: Type.String(),
  scopes: Type.Array(TokenScopeName),
  cabinet: nullable(NamedRef),
  expires_at: nullable(Instant),
  last_used_on: nullable(Type.String({ format: 'date' })),
  created_at: Instant,
});
export type MachineToken = Static<typeof MachineToken>;

/** `token` is shown this once only. */
export const CreatedMachineToken = closed({ ...MachineToken.properties, token: Type.String() });

const Scopes = Type.Array(TokenScopeName, { uniqueItems: true, minItems: 1, maxItems: Object.keys(accessTable.scopes).length });
const TokenName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', title: 'not_blank' });

/** Without `cabinet_id` the token is the vendor's own; one with it is refused the `vendorScopes`. */
export const NewMachineToken = closed({
  name: TokenName,
  scopes: Scopes,
  cabinet_id: Type.Optional(nullable(Uuid)),
  expires_at: Type.Optional(nullable(Instant)),
});
