// oxlint-disable vitest/no-standalone-expect -- the checks are methods of the model
import type { Principal } from '@kabinet/contract/principal';
import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';
import { isProblem } from '@kabinet/problem';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engineer, form, issues, NOON, person, request, startWorld, type World } from './fixture.ts';
import { ScriptedHelpdesk, type Fate, type Ticket } from './scripted-helpdesk.ts';

type Step =
  | { readonly do: 'comment' | 'edit' | 'delete' | 'attach' | 'take_back'; readonly by: 'customer' | 'support' }
  | { readonly do: 'change'; readonly by: 'customer' | 'support'; readonly status?: IssueStatus; readonly severity?: Severity }
  | { readonly do: 'note' }
  /** Of the request and the other one; `back`: the other one into it. */
  | { readonly do: 'merge'; readonly by: 'helpdesk' | 'support'; readonly back: boolean }
  | { readonly do: 'answer'; readonly isInternal: boolean; readonly hasFile: boolean }
  | { readonly do: 'move'; readonly status?: IssueStatus; readonly severity?: Severity }
  | { readonly do: 'fail'; readonly fates: readonly Fate[] }
  /** `beside`: while it goes on, the customer writes. */
  | { readonly do: 'exchange'; readonly minutes: number; readonly beside: boolean };

const by = fc.constantFrom('customer' as const, 'customer' as const, 'support' as const);
const status = fc.constantFrom<IssueStatus>('open', 'waiting_for_customer', 'resolved', 'closed');
const severity = fc.constantFrom<Severity>('critical', 'high', 'normal', 'low');
const fates = fc.array(fc.constantFrom<Fate>('through', 'lost', 'answer_lost'), { minLength: 1, maxLength: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('comment' as const, 'edit' as const, 'delete' as const, 'attach' as const, 'take_back' as const), by }),
  fc.record({ do: fc.constant('change' as const), by, status, severity }, { requiredKeys: ['do', 'by'] }),
  fc.record({ do: fc.constant('note' as const) }),
  fc.record({ do: fc.constant('merge' as const), by: fc.constantFrom('helpdesk' as const, 'support' as const), back: fc.boolean() }),
  fc.record({ do: fc.constant('answer' as const), isInternal: fc.boolean(), hasFile: fc.boolean() }),
  fc.record({ do: fc.constant('move' as const), status, severity }, { requiredKeys: ['do'] }),
  fc.record({ do: fc.constant('fail' as const), fates }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('exchange' as const), minutes: fc.integer({ min: 1, max: 3 }), beside: fc.boolean() }),
  },
);

/** Refusals that are the portal's rules and no fault: who comes too late, or may not take a request there. */
const RULES = ['status_not_allowed', 'issue_closed', 'issue_merged'];
const TOO_LATE = ['comment_settled', 'comment_not_found', 'attachment_settled', 'attachment_not_found'];
/** The pauses between attempts grow to ten minutes. */
const QUIET_ROUNDS = 12;

/** Whatever both sides do, and whatever gets lost meanwhile: once it is quiet both have the same, and nothing internal crossed. */
export function testExchange(numRuns: number, timeout: number): void {
  let world: World;
  let helpdesk: ScriptedHelpdesk;
  let people: { readonly customer: Principal; readonly support: Principal };
  beforeAll(async () => {
    world = await startWorld();
    const { portal, daughter } = world;
    people = { customer: await person(portal, 'Софья', daughter, 'support_contact'), support: await engineer(portal, 'Степан') };
    helpdesk = new ScriptedHelpdesk(() => portal.clock.now());
    const { state } = portal.service('issues').contextAsService('test');
    Object.assign(state as object, { helpdesk });
    await portal.settle();
  });
  afterAll(() => world.portal.stop());

  test(
    'after any edits on both sides and any faults both sides are equal, and nothing internal has crossed',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
          const life = new Life(world, helpdesk, people);
          await life.begin();
          for (const each of steps) await life.take(each);
          await life.quiet();
          await life.compare();
        }),
        { numRuns, endOnFailure: true },
      );
    },
    timeout,
  );
}

interface Named {
  readonly id: string;
  readonly number: string;
}

/** One request on both sides, and another one that it may be merged with. */
class Life {
  readonly #world: World;
  readonly #helpdesk: ScriptedHelpdesk;
  readonly #people: { readonly customer: Principal; readonly support: Principal };
  readonly #comments: { readonly id: string; readonly by: 'customer' | 'support' }[] = [];
  readonly #files: { readonly id: string; readonly by: 'customer' | 'support' }[] = [];
  #issue: Named = { id: '', number: '' };
  #other: Named = { id: '', number: '' };
  #now = NOON.getTime();
  #said = 0;

  constructor(world: World, helpdesk: ScriptedHelpdesk, people: { readonly customer: Principal; readonly support: Principal }) {
    this.#world = world;
    this.#helpdesk = helpdesk;
    this.#people = people;
  }

  async begin(): Promise<void> {
    this.#helpdesk.fates = [];
    this.#helpdesk.tickets.clear();
    await this.#world.portal.database.sql('update issues.helpdesk_reading set read_until = null');
    this.#world.portal.clock.set(NOON);
    const customer = issues(this.#world, this.#people.customer);
    this.#issue = await customer.createIssue(request(this.#world.certificates.daughter));
    this.#other = await customer.createIssue(request(this.#world.certificates.daughter));
  }

  async take(step: Step): Promise<void> {
    try {
      await this.#act(step);
    } catch (error) {
      if (![...RULES, ...TOO_LATE].some((code) => isProblem(error, code))) throw error;
    }
  }

  async #act(step: Step): Promise<void> {
    switch (step.do) {
      case 'fail':
        this.#helpdesk.fates.push(...step.fates);
        return;
      case 'exchange':
        await Promise.all([this.#exchange(step.minutes), step.beside ? this.take({ do: 'comment', by: 'customer' }) : undefined]);
        return;
      case 'answer':
      case 'move':
        this.#inHelpdesk(step);
        return;
      case 'merge':
        await this.#merge(step);
        return;
      default:
        await this.#inPortal(step);
    }
  }

  /** What is merged already, on either side, is left alone. */
  async #merge({ by: side, back }: Extract<Step, { do: 'merge' }>): Promise<void> {
    const [from, into] = back ? [this.#other, this.#issue] : [this.#issue, this.#other];
    if (side === 'support') {
      const support = issues(this.#world, this.#people.support);
      if ((await support.getIssue({ params: { id: into.id } })).merged) return;
      await support.mergeIssue({ params: { id: from.id }, body: { into_id: into.id } });
      return;
    }
    const [ticket, target] = [this.#ticket(from), this.#ticket(into)];
    if (ticket && target) this.#helpdesk.engineerMerges(ticket.id, target.id);
  }

  #inHelpdesk(step: Extract<Step, { do: 'answer' | 'move' }>): void {
    const ticket = this.#ticket();
    if (!ticket) return;
    if (step.do === 'move') {
      const { do: _do, ...changes } = step;
      this.#helpdesk.engineerChanges(ticket.id, changes);
      return;
    }
    const text = this.#words(step.isInternal ? 'ВНУТРЕННЕЕ' : 'ответ');
    const file = { name: `${text}.txt`, bytes: Buffer.from(text) };
    this.#helpdesk.engineerSays(ticket.id, step.isInternal, text, ...(step.hasFile ? [file] : []));
  }

  async #inPortal(step: Exclude<Step, { do: 'answer' | 'move' | 'merge' | 'fail' | 'exchange' }>): Promise<void> {
    const params = { id: this.#issue.id };
    const side = step.do === 'note' ? 'support' : step.by;
    const client = issues(this.#world, this.#people[side]);
    const comment_id = this.#comments.findLast((comment) => comment.by === side)?.id;
    const attachment_id = this.#files.findLast((file) => file.by === side)?.id;
    switch (step.do) {
      case 'comment':
        this.#comments.push({ by: side, id: (await client.createComment({ params, body: { body: this.#words('сказано') } })).id });
        return;
      case 'edit':
        if (comment_id) await client.changeComment({ params: { ...params, comment_id }, body: { body: this.#words('исправлено') } });
        return;
      case 'delete':
        if (comment_id) await client.deleteComment({ params: { ...params, comment_id } });
        return;
      case 'attach': {
        const upload = form(Buffer.from('файл'), { name: `${this.#words('файл')}.log` });
        this.#files.push({ by: side, id: (await client.uploadAttachment({ params, upload })).id });
        return;
      }
      case 'take_back':
        if (attachment_id) await client.deleteAttachment({ params: { ...params, attachment_id } });
        return;
      case 'note':
        await client.createNote({ params, body: { body: this.#words('ВНУТРЕННЕЕ') } });
        return;
      case 'change': {
        const { do: _do, by: _by, ...body } = step;
        if (Object.keys(body).length > 0) await client.changeIssue({ params, body }, { ifMatch: '*' });
      }
    }
  }

  async #exchange(minutes: number): Promise<void> {
    this.#now += minutes * 60_000;
    this.#world.portal.clock.set(new Date(this.#now));
    const service = this.#world.portal.service('issues');
    await service.manifest.jobs['exchange']?.run(service.contextAsService('job:test'), {});
    await this.#world.portal.settle();
  }

  async quiet(): Promise<void> {
    this.#helpdesk.fates = [];
    for (let round = 0; round < QUIET_ROUNDS; round++) {
      await this.#exchange(11);
      if (round > 1 && (await this.#openDeliveries()) === 0) break;
    }
    await this.#exchange(1);
    await this.#exchange(1);
  }

  async compare(): Promise<void> {
    for (const issue of [this.#issue, this.#other]) await this.#compareOne(issue);
  }

  async #compareOne(issue: Named): Promise<void> {
    const all = [...this.#helpdesk.tickets.values()].filter(({ number }) => number === issue.number);
    expect(all).toHaveLength(1);
    const ticket = this.#ticket(issue);
    if (!ticket) throw new Error('there is no ticket');
    const customer = issues(this.#world, this.#people.customer);
    const params = { id: issue.id };
    const shown = await customer.getIssue({ params });
    const into = ticket.merged_into === null ? undefined : this.#helpdesk.tickets.get(ticket.merged_into);
    expect([shown.delivery, shown.merged?.into?.number]).toEqual(['delivered', into?.number]);
    if (into) expect(shown.status).toBe('closed');
    else expect(this.#helpdesk.isAlike('status', shown.status, ticket.status), `${shown.status} and ${ticket.status}`).toBe(true);
    if (!into) expect(shown.severity).toBe(ticket.severity);
    const { items: comments } = await customer.listComments({ params, query: { limit: 200 } });
    const { items: files } = await customer.listAttachments({ params, query: { limit: 200 } });
    await this.#compareBrought(issue, [...ticket.said, ...(into?.said ?? [])], comments, files);
    this.#compareRead(ticket, comments, files);
    expect(JSON.stringify([shown, comments, files])).not.toContain('ВНУТРЕННЕЕ');
    expect(ticket.said.filter(({ by: side, text }) => side === 'portal' && text.includes('ВНУТРЕННЕЕ'))).toEqual([]);
  }

  /** What was queued is there once each, in its order, and what stands last is what the portal shows. */
  async #compareBrought(
    issue: Named,
    said: Ticket['said'],
    comments: readonly { readonly id: string; readonly body: string; readonly deleted_at: string | null }[],
    files: readonly { readonly id: string }[],
  ): Promise<void> {
    const rows = await this.#world.portal.database.sql<{ id: string; kind: string; subject_id: string }>(
      `select id, kind, subject_id from issues.delivery where issue_id = $1 and kind not in ('ticket', 'fields', 'merge') order by position`,
      [issue.id],
    );
    const brought = said.flatMap(({ marker }) => (marker === undefined ? [] : [marker.replace('kabinet:', '')]));
    // Where both go on, there is what was said in the other one too.
    const there = brought.filter((marker) => rows.some(({ id }) => id === marker));
    const isGone = ({ id, kind, subject_id }: (typeof rows)[number]) =>
      kind === 'attachment' && !there.includes(id) && !files.some((file) => file.id === subject_id);
    expect(there).toEqual(rows.filter((row) => !isGone(row)).map(({ id }) => id));
    for (const { id, body, deleted_at } of comments) {
      const last = rows.findLast(({ subject_id }) => subject_id === id);
      const text = said.find(({ marker }) => last && marker === `kabinet:${last.id}`)?.text ?? '';
      if (last) expect(text).toContain(deleted_at === null ? body : 'удаляет написанное');
    }
  }

  /** What engineers answered is there once each, in its order, with its file. */
  #compareRead(
    ticket: Ticket,
    comments: readonly { readonly id: string; readonly body: string; readonly author: { readonly id: string | null } }[],
    files: readonly { readonly name: string; readonly author: { readonly id: string | null } }[],
  ): void {
    const answers = ticket.said.filter((said) => said.by === 'engineer' && !said.isInternal);
    expect(comments.filter(({ author }) => author.id === null).map(({ body }) => body)).toEqual(answers.map(({ text }) => text));
    const sent = answers.flatMap(({ file }) => file?.name ?? []);
    expect(files.filter(({ author }) => author.id === null).map(({ name }) => name)).toEqual(sent);
  }

  async #openDeliveries(): Promise<number> {
    const [row] = await this.#world.portal.database.sql<{ there: number }>(
      `select count(*)::int as there from issues.delivery where state <> 'delivered'`,
    );
    return row?.there ?? 0;
  }

  #ticket({ number }: Named = this.#issue): Ticket | undefined {
    return [...this.#helpdesk.tickets.values()].find((ticket) => ticket.number === number);
  }

  /** Nobody says the same twice. */
  #words(kind: string): string {
    this.#said += 1;
    return `${kind} ${this.#issue.number} ${this.#said}`;
  }
}
