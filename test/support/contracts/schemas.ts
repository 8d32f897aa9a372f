import type { Operation } from '@kabinet/contract';
import type { TSchema } from 'typebox';

interface ObjectSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly patternProperties?: unknown;
}

/** Every object schema of what an operation takes and answers. */
export function objectsOf({ params, query, body, ok }: Operation): ObjectSchema[] {
  return [params, query, body, ok.content_type ? undefined : ok.body].flatMap(walk);
}

export function walk(schema: unknown): ObjectSchema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap(walk);
  return (schema as ObjectSchema).type === 'object' ? [schema, ...inner] : inner;
}

/** No member but those described: a record's keys are described by its patterns. */
export function isClosed(schema: ObjectSchema): boolean {
  return schema.additionalProperties === false || schema.patternProperties !== undefined;
}

export function propertiesOf(schema: TSchema | undefined): string[] {
  return Object.keys(schema === undefined ? {} : ((schema as ObjectSchema).properties ?? {}));
}

/** Every pattern of a schema, and what it is called. */
export function patternsIn(schema: unknown): { pattern: string; title?: string }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap(patternsIn);
  return 'pattern' in schema && typeof schema.pattern === 'string' ? [schema as { pattern: string }, ...inner] : inner;
}
