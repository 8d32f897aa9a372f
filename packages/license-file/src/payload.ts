/** What a license file says. Dates are calendar dates (`YYYY-MM-DD`) in the vendor's time zone, the last day included. */
export interface LicensePayload {
  readonly version: 1;
  readonly license: {
    readonly id: string;
    readonly number: string;
    /** Units in the organization's hands when the file was issued. */
    readonly quantity: number;
    /** As the product's parameter schema has them. */
    readonly parameters: Readonly<Record<string, unknown>>;
    /** The versions that the licence covers, such as `1.x`; null: every version. */
    readonly versions: string | null;
    readonly valid_from: string;
    /** Null: perpetual. */
    readonly valid_until: string | null;
  };
  readonly product: { readonly id: string; readonly slug: string; readonly name: { readonly ru: string; readonly en: string } };
  readonly organization: { readonly id: string; readonly name: string; readonly inn: string; readonly kpp: string | null };
  readonly certificates: readonly {
    readonly number: string;
    readonly level: string;
    readonly valid_from: string;
    readonly valid_until: string;
  }[];
  /** RFC 3339, UTC. */
  readonly issued_at: string;
  readonly verify_url: string;
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const units: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** Whether `value` is a day of the calendar, written `YYYY-MM-DD`. */
export function isCalendarDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const midnight = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Members beyond `members` are let through, so that a newer vendor may say more without a new version. */
function objectWith(members: Record<string, Check>): Check {
  return (value) => isObject(value) && Object.entries(members).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

const isVersionOne = objectWith({
  version: (value) => value === 1,
  license: objectWith({
    id: text,
    number: text,
    quantity: units,
    parameters: isObject,
    versions: orNull(text),
    valid_from: isCalendarDate,
    valid_until: orNull(isCalendarDate),
  }),
  product: objectWith({ id: text, slug: text, name: objectWith({ ru: text, en: text }) }),
  organization: objectWith({ id: text, name: text, inn: text, kpp: orNull(text) }),
  certificates: listOf(objectWith({ number: text, level: text, valid_from: isCalendarDate, valid_until: isCalendarDate })),
  issued_at: isInstant,
  verify_url: text,
});

/** Whether `value` has every member of a payload of version 1, each of the right type. */
export function isLicensePayload(value: unknown): value is LicensePayload {
  return isVersionOne(value);
}

/** The version that a payload claims, if it is one that this code does not know. */
export function unknownVersionOf(value: unknown): number | null {
  if (!isObject(value)) return null;
  return typeof value['version'] === 'number' && value['version'] !== 1 ? value['version'] : null;
}
