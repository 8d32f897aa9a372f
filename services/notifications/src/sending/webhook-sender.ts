import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { finished } from 'node:stream/promises';
import type { AttemptResult } from '../domain/webhook-retries.ts';
import { faultOf, hostOf, locate, type Networks, type Resolve } from './webhook-address.ts';

export interface WebhookMessage {
  readonly url: string;
  readonly payload: string;
  /** That prove who sent it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Hands messages to addresses that customers named: nobody on our side of the internet is ever connected to. */
export interface WebhookSender {
  /** One attempt, over within 15 s; tells how it ended and never throws. */
  send(message: WebhookMessage): Promise<AttemptResult>;
}

export interface WebhookSenderOptions {
  readonly networks: Networks;
  readonly resolve: Resolve;
  /** For a connection and the answer; milliseconds. */
  readonly limitMs?: number;
}

const LIMIT_MS = 10_000;
/** Of an answer nobody reads more than its status; this much is taken so that the receiver may finish. */
const ANSWER_BYTES = 65_536;

export function createWebhookSender({ networks, resolve, limitMs = LIMIT_MS }: WebhookSenderOptions): WebhookSender {
  return {
    async send(message) {
      const url = URL.parse(message.url);
      // Checked when it was entered; the installation may allow less by now.
      if (!url || faultOf(message.url, networks)) return { outcome: 'forbidden_address', status: null };
      const located = await locate(url, resolve, networks);
      if ('refusal' in located) return { outcome: located.refusal, status: null };
      try {
        return await post(url, located.address, message, AbortSignal.timeout(limitMs));
      } catch (error) {
        return { outcome: outcomeOf(error as NodeJS.ErrnoException), status: null };
      }
    },
  };
}

async function post(url: URL, address: string, { payload, headers }: WebhookMessage, signal: AbortSignal): Promise<AttemptResult> {
  const send = url.protocol === 'https:' ? requestSecure : requestPlain;
  const name = hostOf(url);
  const request = send({
    // An address: no name is asked for any more.
    host: address,
    port: url.port,
    path: url.pathname + url.search,
    method: 'POST',
    // The certificate must be that of the name.
    servername: isIP(name) === 0 ? name : '',
    agent: false,
    signal,
    headers: {
      ...headers,
      host: url.host,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'user-agent': 'Kabinet-Webhooks/1',
    },
  });
  const answered = answerTo(request);
  request.end(payload);
  const answer = await answered;
  const status = answer.statusCode ?? 0;
  await readAway(answer);
  if (status >= 200 && status < 300) return { outcome: 'delivered', status };
  return { outcome: status >= 300 && status < 400 ? 'redirected' : 'status', status };
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    // Stays: a connection that breaks after the answer is no matter any more.
    request.on('error', reject);
  });
}

/** The status has been said: however the rest comes or does not come changes nothing. */
async function readAway(answer: IncomingMessage): Promise<void> {
  let size = 0;
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > ANSWER_BYTES) answer.destroy();
  });
  await finished(answer).catch(() => undefined);
  answer.destroy();
}

function outcomeOf({ name, code = '' }: NodeJS.ErrnoException): AttemptResult['outcome'] {
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout';
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code) ? 'bad_certificate' : 'not_connected';
}
