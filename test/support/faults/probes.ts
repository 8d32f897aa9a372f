import type { PublicAnswer } from '../public-api.ts';
import { askForTokens, buy, newOrder, nextNumber, type Order, type World } from './world.ts';

/** Something that a client does again and again. */
export interface Probe {
  readonly name: string;
  /** The parts without which it cannot be done: others may fail without disturbing it. */
  readonly needs: readonly string[];
  /** Between the beginnings of two requests. */
  readonly everyMs: number;
  /** The status of a good answer. */
  readonly ok: readonly number[];
  /** One request. Rejects when there was no answer. */
  ask(): Promise<PublicAnswer>;
}

const OFTEN_MS = 100;
const SELDOM_MS = 250;
/** Of every so many purchases one is wrong, and must be refused whatever else is. */
const WRONG_EVERY = 10;

/** What people and machines do with the portal, each of them on their own. */
export function probesOf(world: World): Probe[] {
  return [...readers(world), ...visitors(world), buyer(world), inviter(world)];
}

function readers(world: World): Probe[] {
  const reads = (name: string, path: string, needs: readonly string[], accept?: string): Probe => ({
    name,
    needs: ['gateway', 'auth', 'postgres', ...needs],
    everyMs: accept === undefined ? OFTEN_MS : SELDOM_MS,
    ok: [200],
    ask: () => world.admin.get(path, accept),
  });
  const license = `/api/v1/licenses/${world.license}`;
  return [
    reads('list licences', '/api/v1/licenses?limit=5', ['licenses']),
    reads('read a licence', license, ['licenses']),
    reads('licence as PDF', license, ['documents', 'licenses', 'organizations', 'products'], 'application/pdf'),
    reads('licences as CSV', '/api/v1/licenses?format=csv', ['reports', 'licenses'], 'text/csv'),
    reads('list products', '/api/v1/products?limit=5', ['products']),
    reads('list organizations', '/api/v1/cabinets?limit=5', ['organizations']),
    reads('list uploads', '/api/v1/uploads?limit=5', ['artifacts']),
    { ...reads('download a file', world.download, ['artifacts', 'licenses']), ask: () => world.machine.get(world.download, '*/*') },
    reads('list notifications', '/api/v1/notifications?limit=5', ['notifications']),
    reads('search articles', '/api/v1/articles?limit=5&q=port', ['knowledge']),
    reads('list support requests', '/api/v1/issues?limit=5', ['issues']),
    reads('list mails', '/api/v1/mails?limit=5', ['notifications']),
    reads('read the audit log', '/api/v1/audit-entries?limit=5', ['audit']),
  ];
}

function visitors({ anybody }: World): Probe[] {
  let refreshToken: string | undefined;
  const account = { needs: ['gateway', 'auth', 'postgres'], everyMs: SELDOM_MS, ok: [200] };
  async function refresh(): Promise<PublicAnswer> {
    const answer =
      refreshToken === undefined
        ? await askForTokens(anybody)
        : await anybody.send('POST', '/api/v1/jwt/refresh', { refresh_token: refreshToken });
    if (answer.status === 200) refreshToken = (answer.body as { refresh_token: string }).refresh_token;
    return answer;
  }
  return [
    { name: 'log in', ...account, ask: () => askForTokens(anybody) },
    { name: 'stay logged in', ...account, ask: refresh },
    { name: 'open a page', needs: ['gateway'], everyMs: OFTEN_MS, ok: [200], ask: () => anybody.get('/api/docs', 'text/html') },
  ];
}

/** The ERP sends a purchase until it is told what became of it; of those without an answer it gives every second one up. */
function buyer(world: World): Probe {
  let order: Order | undefined;
  async function ask(): Promise<PublicAnswer> {
    const number = nextNumber();
    const sending = (order ??= newOrder(number % WRONG_EVERY === 0 ? -1 : 1));
    order = undefined;
    try {
      const answer = await buy(world, sending);
      if (answer.status >= 500 && number % 2 === 0) order = sending;
      return answer;
    } catch (error) {
      order = sending;
      throw error;
    }
  }
  const needs = ['gateway', 'auth', 'postgres', 'licenses', 'organizations'];
  return { name: 'buy', needs, everyMs: SELDOM_MS, ok: [201, 422], ask };
}

/** Each invitation goes to somebody new: one that was not answered is not repeated. */
function inviter(world: World): Probe {
  async function ask(): Promise<PublicAnswer> {
    const invited = { email: `colleague-${nextNumber()}@faults.example`, name: 'Коллега', role: 'viewer' };
    const answer = await world.admin.send('POST', `/api/v1/cabinets/${world.cabinet}/users`, invited);
    if (answer.status === 201) world.journal.invited.add((answer.body as { id: string }).id);
    return answer;
  }
  return { name: 'invite a colleague', needs: ['gateway', 'auth', 'postgres'], everyMs: SELDOM_MS, ok: [201], ask };
}
