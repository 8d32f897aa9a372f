import { problem } from '@kabinet/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SendProblem } from '../answers/problems.ts';
import type { Timeouts } from '../options.ts';
import { letGo } from './broken-requests.ts';
import { localeIn } from './locale.ts';
import type { RecordRequest } from './records.ts';
import { Visit } from './visit.ts';

const LOOK_EVERY_MS = 250;

export interface VisitsParts {
  readonly timeouts: Timeouts;
  /** On every answer, whoever gives it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sendProblem: SendProblem;
  readonly record: RecordRequest;
}

/** The requests under way: begun here, recorded when their answer has left or their client has, told of their deadline. */
export class Visits {
  readonly #parts: VisitsParts;
  readonly #underWay = new Set<Visit>();
  /** Requests whose body has not come yet, answered or not. */
  readonly #arriving = new Set<FastifyRequest>();
  /** One timer for all deadlines: a timer per request costs more than the quarter of a second is worth. */
  readonly #timer: NodeJS.Timeout;
  #onQuiet: (() => void) | undefined;
  #sendingAway = false;

  constructor(parts: VisitsParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.#expire(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  begin(request: FastifyRequest, reply: FastifyReply): void {
    const { timeouts, headers } = this.#parts;
    const now = Date.now();
    const visit = new Visit(reply, now + timeouts.answer, localeIn(request.headers['accept-language']), now);
    request.visit = visit;
    this.#underWay.add(visit);
    if (hasBody(request)) this.#arriving.add(request);
    reply.raw.on('close', () => this.#end(request));
    reply.headers(headers).header('x-request-id', request.id);
    if (this.#sendingAway) reply.header('connection', 'close');
  }

  /** From now on every answer ends its connection, so that the client's next request goes to another process. */
  sendAway(): void {
    this.#sendingAway = true;
  }

  get draining(): boolean {
    return this.#onQuiet !== undefined;
  }

  /** Lets every connection end with the answer that it waits for; resolves when no request is under way. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#onQuiet = resolve;
      for (const { reply } of this.#underWay) reply.header('connection', 'close');
      if (this.#underWay.size === 0) resolve();
    });
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #end(request: FastifyRequest): void {
    this.#underWay.delete(request.visit);
    this.#parts.record(request);
    if (this.#underWay.size === 0) this.#onQuiet?.();
  }

  #expire(): void {
    const now = Date.now();
    for (const request of this.#arriving) this.#hurry(request, now);
    for (const { deadline, reply } of this.#underWay) {
      if (deadline <= now && !reply.sent) this.#parts.sendProblem(reply.request, reply, problem('deadline_exceeded'));
    }
  }

  /** A body has its time to come, but for those that are allowed to take longer: they are let go when the connection is silent. */
  #hurry(request: FastifyRequest, now: number): void {
    const { raw, visit } = request;
    const { socket } = raw;
    if (raw.complete || socket.destroyed) this.#arriving.delete(request);
    else if (!mayTakeLonger(visit) && visit.startedAt + this.#parts.timeouts.request <= now) letGo(socket, visit.reply.raw.headersSent);
  }
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

/** Uploads, and calls from other processes, which may carry one. */
function mayTakeLonger({ endpoint, page }: Visit): boolean {
  return endpoint?.operation.upload !== undefined || page === 'calls';
}
