import Type, { type TObject, type TOptional, type TProperties, type TSchema } from 'typebox';

/** Shapes that every contract shares. */

export const Uuid = Type.String({ format: 'uuid' });
/** A calendar date in the vendor's time zone, `YYYY-MM-DD`. */
export const CalendarDate = Type.String({ format: 'date' });
/** RFC 3339 in UTC. */
export const Instant = Type.String({ format: 'date-time' });
export const LocalizedText = Type.Object(
  { ru: Type.String({ minLength: 1, maxLength: 300 }), en: Type.String({ minLength: 1, maxLength: 300 }) },
  { additionalProperties: false },
);
export const NamedRef = Type.Object({ id: Uuid, name: Type.String() }, { additionalProperties: false });

export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** An object that refuses unknown members: requests and answers alike are closed. */
export function closed<T extends TProperties>(properties: T): TObject<T> {
  return Type.Object(properties, { additionalProperties: false });
}

/** `{ items, next_cursor, total? }`; `total` only when `count=true` asked for it. */
export function page<T extends TSchema>(item: T) {
  return closed({ items: Type.Array(item), next_cursor: nullable(Type.String()), total: Type.Optional(Type.Integer()) });
}

/** Several values of one filter stand in one parameter, separated by commas; any of them matches. */
export function anyOf<T extends TSchema>(schema: T) {
  return Type.Optional(Type.Array(schema, { minItems: 1, maxItems: 50 }));
}

/** `<field>_from` and `<field>_until`, both inclusive. */
export function dateRange<const F extends string>(field: F) {
  return { [`${field}_from`]: Type.Optional(CalendarDate), [`${field}_until`]: Type.Optional(CalendarDate) } as Record<
    `${F}_from` | `${F}_until`,
    TOptional<typeof CalendarDate>
  >;
}

/** Narrows a list to one organization, with its descendants unless `descendants=false`. */
export const organizationFilter = {
  cabinet_id: Type.Optional(Uuid),
  descendants: Type.Optional(Type.Boolean()),
};

/**
 * The query of a list: paging, one sort grammar (`field` or `-field`), search and named filters.
 */
export function listQuery<const S extends readonly string[], F extends TProperties>(sortable: S, filters: F) {
  return closed({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    ...orderAndSearch(sortable),
    count: Type.Optional(Type.Boolean()),
    ...filters,
  });
}

/** The query of everything that a list has: its order, search and filters without its pages. */
export function exportQuery<const S extends readonly string[], F extends TProperties>(sortable: S, filters: F) {
  return closed({ ...orderAndSearch(sortable), ...filters });
}

function orderAndSearch<const S extends readonly string[]>(sortable: S) {
  const directions = sortable.flatMap((field) => [field, `-${field}`]) as (S[number] | `-${S[number]}`)[];
  return {
    sort: Type.Optional(Type.Enum(directions)),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  };
}
