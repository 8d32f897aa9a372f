import { describe, expect, it } from 'vitest';
import { boundsOf, givenParameters, inputOf, type ParameterNode } from './parameter-node.ts';

describe('inputOf', () => {
  const cases: readonly [ParameterNode, string][] = [
    [{ enum: ['desktop', 'server'] }, 'choice'],
    [{ type: 'integer', enum: [1, 2] }, 'choice'],
    [{ const: 'server' }, 'choice'],
    [{ type: 'integer', minimum: 1 }, 'number'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'string', maxLength: 10 }, 'text'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, 'choices'],
    [{ type: 'array', items: { type: 'string' } }, 'lines'],
    [{ type: 'array', items: { type: 'object', properties: {} } }, 'json'],
    [{ type: 'object', properties: { a: { type: 'string' } } }, 'group'],
    [{ type: 'object' }, 'json'],
  ];
  it.each(cases)('%j is asked by %s', (node, input) => expect(inputOf(node)).toBe(input));
});

describe('boundsOf', () => {
  it('takes the next whole number inside an exclusive bound', () => {
    expect(boundsOf({ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 })).toEqual({ min: 1, max: 9 });
    expect(boundsOf({ type: 'number', minimum: 0.5 })).toEqual({ min: 0.5 });
    expect(boundsOf({ type: 'integer' })).toEqual({});
  });
});

describe('givenParameters', () => {
  it('leaves out what was left empty, keeps zero and no', () => {
    const entered = { edition: '', cores: 0, cluster: false, hosts: [], roles: ['a'], limits: { users: '' }, disks: { size: 5, kind: '' } };
    expect(givenParameters(entered)).toEqual({ cores: 0, cluster: false, roles: ['a'], disks: { size: 5 } });
  });
});
