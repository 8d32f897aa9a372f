import { resolveHost } from '@kabinet/remote';
import { get as overHttp, type RequestOptions } from 'node:http';
import { get as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { whatBrokerLacks } from '../broker.ts';
import type { Settings } from '../settings.ts';
import { manifests } from '../targets.ts';
import { finding, type Finding } from './finding.ts';

/** Between processes: the broker, and every process of every service that has an address. */
export async function networkFindings(settings: Settings): Promise<Finding[]> {
  const addressed = manifests.flatMap(({ name }) => {
    const urls = settings.environment[`${name.toUpperCase()}_URL`];
    return urls ? [{ name, urls: urls.split(',').map((url) => url.trim()) }] : [];
  });
  const peers = addressed.map(({ name, urls }) => finding(`processes of ${name}`, (signal) => processes(urls, signal)));
  return Promise.all([finding('NATS', () => broker(settings, addressed.length > 0)), ...peers]);
}

async function broker(settings: Settings, isSplit: boolean): Promise<string> {
  if (settings.natsUrl === undefined) {
    if (isSplit) throw new Error('NATS_URL is not set, and events must travel between processes');
    return 'none: events stay within the one process';
  }
  const missing = await whatBrokerLacks(settings);
  if (missing.length > 0) throw new Error(`without ${missing.join(', ')}; run kabinet migrate`);
  return 'reachable, with a stream per service and all consumers';
}

async function processes(urls: readonly string[], signal: AbortSignal): Promise<string> {
  const places = await Promise.all(
    urls.map(async (text) => {
      const url = new URL('/readyz', text);
      const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
      const addresses = isIP(literal) ? [literal] : await resolveHost(url.hostname);
      return addresses.map((address) => ({ url, address }));
    }),
  );
  const all = places.flat();
  const answers = await Promise.all(
    all.map(async ({ url, address }) => ({ address: `${address}:${url.port}`, answer: await readiness(url, address, signal) })),
  );
  const bad = answers.filter(({ answer }) => answer !== 'ready');
  if (bad.length > 0) throw new Error(bad.map(({ address, answer }) => `${address} ${answer}`).join(', '));
  return `${all.length} ready`;
}

/** Asks one address of a host, whichever the name would lead to. */
function readiness(url: URL, address: string, signal: AbortSignal): Promise<string> {
  const options: RequestOptions = {
    signal,
    agent: false,
    lookup: (_host, { all }, done) => (all ? done(null, [{ address, family: isIP(address) }]) : done(null, address, isIP(address))),
  };
  return new Promise((resolve) => {
    (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? 'ready' : `is not ready (${response.statusCode})`);
    }).once('error', (error) => resolve(`does not answer (${(error as { code?: string }).code ?? error.message})`));
  });
}
