import type { Operation } from '@kabinet/contract';
import type { Sent } from './answers.ts';

/** The part of a JSON Schema that the walk below looks at. */
interface Schema {
  readonly format?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Where the contract lets ids stand: `params.user_id`, `query.cabinet_id`, `body.license_ids`, `body.memberships.organization_id`. */
export function idPlaces({ params, query, body }: Operation): string[] {
  const parts = { params, query, body } as Readonly<Record<string, Schema | undefined>>;
  return Object.entries(parts).flatMap(([part, schema]) => (schema ? idsWithin(schema, part) : []));
}

function idsWithin(schema: Schema, place: string): string[] {
  const here = schema.format === 'uuid' ? [place] : [];
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => idsWithin(member, `${place}.${name}`));
  const inside = [...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])].flatMap((part) => idsWithin(part, place));
  return [...new Set([...here, ...members, ...inside])];
}

/** The query parameters that take a word: what one might search by. */
export function wordParameters({ query }: Operation): string[] {
  const properties = (query as Schema | undefined)?.properties ?? {};
  return Object.entries(properties).flatMap(([name, schema]) => {
    const word = schema.items ?? schema;
    return word.type === 'string' && word.format === undefined && word.enum === undefined && !['cursor', 'sort'].includes(name)
      ? [name]
      : [];
  });
}

/** The orders that a list has; empty for what is no list of pages. */
export function sortsOf({ query }: Operation): string[] {
  const properties = (query as Schema | undefined)?.properties ?? {};
  return 'cursor' in properties ? (properties['sort']?.enum ?? []).map(String) : [];
}

/** `sent` with `id` at `place`; a list of ids gets it as its only one. */
export function withIdAt(sent: Sent, place: string, id: string, { params, query, body }: Operation): Sent {
  const [part = '', ...path] = place.split('.');
  const schema = ({ params, query, body } as Readonly<Record<string, Schema | undefined>>)[part];
  return { ...sent, [part]: put(sent[part as keyof Sent], path, id, schema) };
}

function put(value: unknown, [name, ...path]: readonly string[], id: string, schema: Schema | undefined): unknown {
  if (name === undefined) return schema?.type === 'array' ? [id] : id;
  if (schema?.type === 'array') return [put(Array.isArray(value) ? value[0] : {}, [name, ...path], id, schema.items)];
  const members = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...members, [name]: put(members[name], path, id, schema?.properties?.[name]) };
}
