import { operation } from '@kabinet/contract';
import { CalendarDate, closed, NamedRef, organizationFilter } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** A calendar month of the vendor, `YYYY-MM`. */
const Month = Type.String();
const Counts = {
  /** With units, and neither suspended nor revoked. */
  licenses: Type.Integer(),
  certificates: Type.Integer(),
};

/** What ends when, for whom. */
export const Renewals = closed({
  /** The first and the last day that are looked at. */
  from: CalendarDate,
  until: CalendarDate,
  /** Every month of the window, also those in which nothing ends. */
  months: Type.Array(closed({ month: Month, ...Counts })),
  /** By month, then by the name of the organization. */
  items: Type.Array(closed({ month: Month, cabinet: NamedRef, ...Counts })),
  /** Whether there are more items than are told. */
  truncated: Type.Boolean(),
});
export type Renewals = Static<typeof Renewals>;

export const renewalOperations = {
  getRenewals: operation({
    summary: 'Read which organizations have licences and certificates that end, month by month',
    method: 'GET',
    path: '/renewals',
    access: { kind: 'permission', permission: 'licenses.read' },
    query: closed({
      ...organizationFilter,
      /** Today unless said otherwise. */
      from: Type.Optional(CalendarDate),
      /** How many months, the first one included; 12 unless said otherwise. */
      months: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })),
    }),
    ok: { status: 200, body: Renewals },
    problems: [],
  }),
} as const;
