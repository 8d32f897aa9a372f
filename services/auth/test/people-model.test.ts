import fc from 'fast-check';
import { randomUUIDv7 } from 'node:crypto';
import { serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authClient, createPerson, logIn, refusal, resolve, type Person } from './people.ts';

/*
 * Invitations and memberships against a model of what they should do: random changes of an organization's people, each answered and left
 * as the model says. The administrator plays no part in it: the calls are of staff, who own nothing.
 */

type Role = 'owner' | 'viewer';
type State = { readonly kind: 'none' } | { readonly kind: 'invited' | 'member'; readonly role: Role };
interface Step {
  readonly what: 'invite' | 'accept' | 'accept_stale' | 'resend' | 'change' | 'remove';
  readonly who: number;
  readonly role: Role;
}
interface Somebody {
  readonly person: Person;
  readonly sessionId: string;
}

const PEOPLE = 3;
const NONE: State = { kind: 'none' };
let portal: TestPortal;
let people: Somebody[];
beforeAll(async () => {
  portal = await startPortal({ environment: { RATE_LIMITS: 'off' } });
  people = [];
  for (let count = 0; count < PEOPLE; count++) {
    const person = await createPerson(portal);
    people.push({ person, sessionId: (await logIn(portal, person)).sessionId });
  }
});
afterAll(() => portal.stop());

function owns(state: State): boolean {
  return state.kind === 'member' && state.role === 'owner';
}

/** What an invitation sent again is answered. */
function resent(state: State): string {
  if (state.kind === 'invited') return 'ok';
  return state.kind === 'member' ? 'cabinet_user_exists' : 'cabinet_user_not_found';
}

/** What the step is answered, and what becomes of its person. */
function expected(states: readonly State[], { what, who, role }: Step): { answer: string; after: State } {
  const state = states[who] ?? NONE;
  const refused = (answer: string) => ({ answer, after: state });
  const last = owns(state) && states.filter(owns).length === 1;
  switch (what) {
    case 'invite':
      return state.kind === 'member' ? refused('cabinet_user_exists') : { answer: 'ok', after: { kind: 'invited', role } };
    case 'accept':
      return state.kind === 'invited' ? { answer: 'ok', after: { kind: 'member', role: state.role } } : refused('invalid_link');
    case 'accept_stale':
      return refused('invalid_link');
    case 'resend':
      return refused(resent(state));
    case 'change':
      if (state.kind === 'none') return refused('cabinet_user_not_found');
      return last && role !== 'owner' ? refused('last_owner') : { answer: 'ok', after: { ...state, role } };
    case 'remove':
      if (state.kind === 'none') return refused('cabinet_user_not_found');
      return last ? refused('last_owner') : { answer: 'ok', after: NONE };
    default:
      return what satisfies never;
  }
}

/** An organization under test: ids and links by person, the newest link last. */
class Room {
  readonly cabinetId: string;
  readonly ids: string[] = Array.from({ length: PEOPLE }, () => randomUUIDv7());
  readonly links: string[][] = Array.from({ length: PEOPLE }, () => []);

  constructor(cabinetId: string) {
    this.cabinetId = cabinetId;
  }

  async perform({ what, who, role }: Step): Promise<string> {
    const client = authClient(portal, staff('account_manager'));
    const params = { id: this.cabinetId, user_id: this.ids[who] ?? '' };
    switch (what) {
      case 'invite': {
        const { email } = this.#person(who);
        return this.#invited(who, client.inviteCabinetUser({ params: { id: this.cabinetId }, body: { email, name: 'N', role } }));
      }
      case 'resend':
        return this.#invited(who, client.resendInvitation({ params }));
      case 'accept':
        return this.#accept(who, this.links[who]?.at(-1));
      case 'accept_stale':
        return this.#accept(who, this.links[who]?.at(-2));
      case 'change':
        return refusal(client.changeCabinetUser({ params, body: { role } }));
      case 'remove':
        return refusal(client.removeCabinetUser({ params }));
      default:
        return what satisfies never;
    }
  }

  /** The people of the organization as its list shows them, by address. */
  async list(): Promise<Map<string, State>> {
    const { items } = await authClient(portal, staff('account_manager')).listCabinetUsers({ params: { id: this.cabinetId } });
    return new Map(
      items.map(({ email, status, role }) => [email, { kind: status === 'invited' ? 'invited' : 'member', role: role as Role }]),
    );
  }

  #person(who: number): Person {
    const somebody = people[who];
    if (!somebody) throw new Error(`there is no person ${who}`);
    return somebody.person;
  }

  async #invited(who: number, call: Promise<{ id: string }>): Promise<string> {
    const answer = await refusal(call);
    if (answer !== 'ok') return answer;
    const { id } = await call;
    this.ids[who] = id;
    const mail = await authClient(portal, serviceNamed('notifications')).getMailRecipient({ body: { kind: 'invitation', id } });
    this.links[who]?.push(mail.link_token);
    return answer;
  }

  async #accept(who: number, token: string | undefined): Promise<string> {
    const { id, password } = this.#person(who);
    if (token === undefined) return 'invalid_link';
    const answer = await refusal(authClient(portal).acceptInvitation({ body: { token, password } }));
    if (answer === 'ok') this.ids[who] = id;
    return answer;
  }
}

const steps = fc.array(
  fc.record({
    what: fc.constantFrom<Step['what']>('invite', 'invite', 'accept', 'accept', 'accept_stale', 'resend', 'change', 'remove'),
    who: fc.nat(PEOPLE - 1),
    role: fc.constantFrom<Role>('owner', 'viewer'),
  }),
  { minLength: 5, maxLength: 25 },
);

test('whatever is done with an organization’s people, answers, lists and rights are those of the model', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (chosen) => {
      const cabinet = await portal.organization('Modelled');
      await portal.settle();
      const room = new Room(cabinet.organization_id);
      const states: State[] = Array.from({ length: PEOPLE }, () => NONE);
      for (const step of chosen) {
        const { answer, after } = expected(states, step);
        expect(await room.perform(step), JSON.stringify(step)).toBe(answer);
        states[step.who] = after;
      }
      const present = states.flatMap((state, who) => (state.kind === 'none' ? [] : [[people[who]?.person.email, state] as const]));
      expect(await room.list()).toEqual(new Map(present));
      for (const [who, { person, sessionId }] of people.entries()) {
        const state = states[who] ?? NONE;
        const held = (await resolve(portal, person.id, sessionId))?.memberships.filter(
          ({ organization_id }) => organization_id === cabinet.organization_id,
        );
        expect(held?.map(({ role }) => role)).toEqual(state.kind === 'member' ? [state.role] : []);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

test('of two changes at the same moment the outcome is that of one after the other', { timeout: 240_000 }, async () => {
  const pair = fc.tuple(
    fc.nat(1),
    fc.nat(1),
    fc.constantFrom<Step['what']>('change', 'remove'),
    fc.constantFrom<Step['what']>('change', 'remove'),
  );
  await fc.assert(
    fc.asyncProperty(pair, async ([one, other, first, second]) => {
      const cabinet = await portal.organization('Raced');
      await portal.settle();
      const room = new Room(cabinet.organization_id);
      for (const who of [0, 1]) {
        await room.perform({ what: 'invite', who, role: 'owner' });
        await room.perform({ what: 'accept', who, role: 'owner' });
      }
      const begin: State[] = [0, 1].map(() => ({ kind: 'member', role: 'owner' }));
      const both: Step[] = [
        { what: first, who: one, role: 'viewer' },
        { what: second, who: other, role: 'viewer' },
      ];
      const answers = await Promise.all(both.map((step) => room.perform(step)));
      const outcome = JSON.stringify([answers, (await room.list()).size]);
      expect([both, both.toReversed()].map((order) => JSON.stringify(inOrder(begin, both, order)))).toContain(outcome);
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

/** The answers to `steps`, done in `order`, and how many people are left. */
function inOrder(begin: readonly State[], both: readonly Step[], order: readonly Step[]): [string[], number] {
  const states = [...begin];
  const answers = new Map<Step, string>();
  for (const step of order) {
    const { answer, after } = expected(states, step);
    answers.set(step, answer);
    states[step.who] = after;
  }
  return [both.map((step) => answers.get(step) ?? ''), states.filter(({ kind }) => kind !== 'none').length];
}
