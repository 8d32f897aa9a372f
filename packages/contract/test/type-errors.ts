import Type from 'typebox';
import { createClient, type CallOrigin, type Transport } from '../src/client.ts';
import { defineContract, operation } from '../src/contract.ts';
import { defineEvents, type EventOf } from '../src/events.ts';
import { implement } from '../src/implement.ts';
import { closed, Uuid } from '../src/schemas.ts';

/**
 * What must not compile. The type checker reads this file; nothing runs it. Were one of these mistakes accepted,
 * its `@ts-expect-error` would be an error itself.
 */

const text = { ru: 'x', en: 'x' };
const problems = { thing_not_found: { status: 404, title: text }, thing_busy: { status: 409, title: text } };
const Thing = closed({ id: Uuid, size: Type.Integer() });

const operations = {
  getThing: operation({
    summary: 'A thing',
    method: 'GET',
    path: '/things/{id}',
    access: { kind: 'permission', permission: 'things.read', resource: { of: 'thing', param: 'id' } },
    params: closed({ id: Uuid }),
    ok: { status: 200, body: Thing },
    problems: ['thing_not_found'],
  }),
  addThing: operation({
    summary: 'A new thing',
    method: 'POST',
    path: '/things',
    access: { kind: 'permission', permission: 'things.write' },
    body: closed({ size: Type.Integer() }),
    ok: { status: 201, body: Thing },
    problems: ['thing_busy'],
  }),
  dropThings: operation({
    summary: 'Nothing left',
    method: 'DELETE',
    path: '/things',
    access: { kind: 'signed_in' },
    ok: { status: 204 },
    problems: [],
  }),
};
const contract = defineContract('things', { operations, problems });

const thing = { id: '', size: 1 };
const resources = { thing: async () => true };
const handlers = {
  getThing: async () => ({ body: thing }),
  addThing: async () => ({ body: thing }),
  dropThings: async () => ({ body: undefined }),
};
const bind = implement<{ caller: string }>();

/** The right way compiles. */
bind(contract, { resources, handlers });

// @ts-expect-error -- a handler is missing
bind(contract, { resources, handlers: { getThing: handlers.getThing, addThing: handlers.addThing } });

// @ts-expect-error -- a handler for an operation that there is not
bind(contract, { resources, handlers: { ...handlers, paintThing: async () => ({ body: thing }) } });

// @ts-expect-error -- the check of a resource is missing
bind(contract, { resources: {}, handlers });

// @ts-expect-error -- an answer of the wrong type
bind(contract, { resources, handlers: { ...handlers, getThing: async () => ({ body: { id: '', size: 'large' } }) } });

// @ts-expect-error -- an answer without one of its members
bind(contract, { resources, handlers: { ...handlers, getThing: async () => ({ body: { id: '' } }) } });

// @ts-expect-error -- an answer where there is none
bind(contract, { resources, handlers: { ...handlers, dropThings: async () => ({ body: thing }) } });

bind(contract, {
  resources,
  handlers: {
    ...handlers,
    addThing: async (context, input) => {
      // @ts-expect-error -- an input that the operation does not have
      const { colour } = input.body;
      // @ts-expect-error -- path parameters where there are none
      const { id } = input.params;
      // @ts-expect-error -- something that the context does not have
      const { database } = context;
      return { body: { ...thing, colour, id, database } };
    },
  },
});

// @ts-expect-error -- an operation that answers a problem which the contract does not explain
defineContract('things', { operations, problems: { thing_not_found: problems.thing_not_found } });

// @ts-expect-error -- a problem without its Russian text
defineContract('things', { operations, problems: { ...problems, thing_busy: { status: 409, title: { en: 'x' } } } });

// @ts-expect-error -- an access that there is not
operation({ summary: '', method: 'GET', path: '/', access: { kind: 'administrators' }, ok: { status: 200 }, problems: [] });

// @ts-expect-error -- a method that there is not
operation({ summary: '', method: 'FETCH', path: '/', access: { kind: 'public' }, ok: { status: 200 }, problems: [] });

export async function callWrongly(transport: Transport, origin: CallOrigin): Promise<void> {
  const client = createClient(contract, transport)(origin);
  const { size } = await client.getThing({ params: { id: '' } });
  size satisfies number;
  // @ts-expect-error -- the path parameters are missing
  await client.getThing({});
  // @ts-expect-error -- a body of the wrong type
  await client.addThing({ body: { size: 'large' } });
  // @ts-expect-error -- a body where there is none
  await client.dropThings({ body: {} });
  // @ts-expect-error -- an operation that there is not
  client.paintThing satisfies unknown;
}

const events = defineEvents('things', { added: { type: 'thing.added', summary: '', data: closed({ size: Type.Integer() }) } });

export function readWrongly(event: EventOf<typeof events.added>): unknown {
  event.data.size satisfies number;
  // @ts-expect-error -- a fact that the event does not carry
  return event.data.colour;
}
