import { s3AccountOf } from '@kabinet/service/private-store';
import { createS3Store } from '@kabinet/store';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Settings } from '../settings.ts';
import { finding, type Finding } from './finding.ts';

/** What others run for the portal. Each is asked something harmless that only a server of its kind answers. */
export function outsideFindings({ environment }: Settings): Promise<Finding[]> {
  const { SMTP_URL: smtp, ISSUES_SCANNER: scanner, HELPDESK_KIND: kind = 'builtin' } = environment;
  return Promise.all([
    ...(environment['S3_ENDPOINT']
      ? ['S3_BUCKET', 'S3_PRIVATE_BUCKET'].map((name) => finding(name, () => bucket(environment, name)))
      : [files]),
    smtp ? finding('SMTP', (signal) => mailServer(new URL(smtp), signal)) : noMail,
    ...(kind === 'builtin' ? [] : [finding('helpdesk', (signal) => helpdesk(environment, kind, signal))]),
    ...(scanner ? [finding('scanner', (signal) => virusScanner(scanner, signal))] : []),
  ]);
}

type Environment = Settings['environment'];

const files: Finding = { check: 'files', ok: true, detail: 'in the data folder; processes that do not share it need S3_ENDPOINT' };
const noMail: Finding = { check: 'SMTP', ok: true, detail: 'none: mails are kept, and staff read them in the portal' };

async function bucket(environment: Environment, variable: string): Promise<string> {
  const name = environment[variable];
  if (!name) {
    if (variable === 'S3_PRIVATE_BUCKET') throw new Error('needed beside S3_ENDPOINT');
    return 'none: product teams upload nothing';
  }
  const account = s3AccountOf(environment);
  if (!account) return 'none';
  const store = createS3Store({ ...account, bucket: name, timeouts: { connect: 3_000, answer: 5_000 } });
  await store.entries({ prefix: '' })[Symbol.asyncIterator]().next();
  return `${name} can be listed`;
}

async function mailServer(url: URL, signal: AbortSignal): Promise<string> {
  const secure = url.protocol === 'smtps:';
  const place = { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) || (secure ? 465 : 587) };
  const greeting = await talk(secure ? connectTls({ ...place, servername: place.host }) : connectPlain(place), signal);
  // RFC 5321, section 3.1
  if (!greeting.startsWith('220')) throw new Error(`${place.host}:${place.port} does not greet as a mail server`);
  return `${place.host}:${place.port} takes mail; the password is not tried`;
}

/** https://manpages.debian.org/bookworm/clamav-daemon/clamd.8.en.html#COMMANDS */
async function virusScanner(address: string, signal: AbortSignal): Promise<string> {
  const split = address.lastIndexOf(':');
  const place = address.startsWith('unix:')
    ? { path: address.slice('unix:'.length) }
    : { host: address.slice(0, split).replaceAll(/[[\]]/g, ''), port: Number(address.slice(split + 1)) };
  const answer = await talk(connectPlain(place), signal, 'zPING\0');
  if (!answer.startsWith('PONG')) throw new Error(`${address} does not answer as a clamd`);
  return `${address} answers`;
}

/** Says `words`, if any, and answers the first that the other side says. */
async function talk(socket: Socket, signal: AbortSignal, words?: string): Promise<string> {
  signal.addEventListener('abort', () => socket.destroy(new Error('no answer')));
  if (words !== undefined) socket.write(words);
  try {
    for await (const chunk of socket) return (chunk as Buffer).toString('latin1');
    return '';
  } finally {
    socket.destroy();
  }
}

const QUESTIONS: Readonly<Record<string, (token: string) => { path: string; headers: Record<string, string> }>> = {
  'request-tracker': (token) => ({ path: '/REST/2.0/rt', headers: { authorization: `token ${token}`, accept: 'application/json' } }),
  redmine: (token) => ({ path: '/users/current.json', headers: { 'x-redmine-api-key': token } }),
};

async function helpdesk(
  { HELPDESK_URL: url, HELPDESK_TOKEN: token = '' }: Environment,
  kind: string,
  signal: AbortSignal,
): Promise<string> {
  const question = QUESTIONS[kind]?.(token);
  if (!url || !question) throw new Error('HELPDESK_KIND needs HELPDESK_URL, and to be a known one');
  const response = await fetch(`${url.replace(/\/$/, '')}${question.path}`, { headers: question.headers, signal, redirect: 'manual' });
  await response.body?.cancel();
  const advice = response.status === 401 ? ': HELPDESK_TOKEN is not accepted' : '';
  if (!response.ok) throw new Error(`${url} answers ${response.status}${advice}`);
  return `${url} knows the token`;
}
