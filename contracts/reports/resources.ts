import { CalendarDate, closed, LocalizedText, nullable, Uuid } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';
import { IssueStatus } from '../issues/resources.ts';
import { TermStatus } from '../licenses/resources.ts';

/** What is counted. Private requests are counted apart, as their organizations are not told of them. */
export type FigureKind = 'license' | 'certificate' | 'issue' | 'private_issue';

const Count = Type.Integer({ minimum: 0 });
/** A product that nobody has told of yet has no name. */
const OfProduct = closed({ product: closed({ id: Uuid, name: nullable(LocalizedText) }), count: Count, units: Count });
const OfMonth = closed({ month: CalendarDate, count: Count });

/** Terms: `ending` counts those in force by the month of their last day, this month and the eleven after it, months without any included. */
const TermFigures = closed({
  total: Count,
  units: Count,
  by_status: Type.Array(closed({ status: TermStatus, count: Count })),
  by_product: Type.Array(OfProduct),
  ending: Type.Array(OfMonth),
});

/** `opened` counts requests by the month of their opening: this month and the eleven before it. */
const IssueFigures = closed({
  total: Count,
  open: Count,
  by_status: Type.Array(closed({ status: IssueStatus, count: Count })),
  by_product: Type.Array(OfProduct),
  opened: Type.Array(OfMonth),
});

/** Null where the caller may not report on it. Days and months are the vendor's. */
export const Summary = closed({
  as_of: CalendarDate,
  licenses: nullable(TermFigures),
  certificates: nullable(TermFigures),
  issues: IssueFigures,
});
export type Summary = Static<typeof Summary>;
export type TermFigures = Static<typeof TermFigures>;
export type IssueFigures = Static<typeof IssueFigures>;
