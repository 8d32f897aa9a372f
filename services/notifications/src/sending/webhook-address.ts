import { ConfigError } from '@kabinet/service';
import ipaddr from 'ipaddr.js';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Blocks of addresses that webhooks may reach beside the public internet. */
export type Networks = readonly (readonly [address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number])[];

/** Reads blocks in CIDR form, separated by commas. Throws a `ConfigError`. */
export function readNetworks(text: string | undefined): Networks {
  const blocks = (text ?? '')
    .split(',')
    .map((block) => block.trim())
    .filter((block) => block !== '');
  return blocks.map((block) => {
    if (!ipaddr.isValidCIDR(block)) throw new ConfigError('WEBHOOK_NETWORKS', `has ${block}, which is no block of addresses`);
    return ipaddr.parseCIDR(block);
  });
}

/** What IANA gives out to the internet; all else in IPv6 is special, or will be. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Where an address, in canonical form, lies: `allowed` is in one of `networks`. IPv4 in IPv6 is judged as what it stands for. */
export function placeOf(text: string, networks: Networks): 'public' | 'allowed' | 'forbidden' {
  if (isIP(text) === 0 || text.includes('%')) return 'forbidden';
  const address = ipaddr.process(text);
  if (networks.some(([block, prefix]) => block.kind() === address.kind() && address.match(block, prefix))) return 'allowed';
  if (address.range() !== 'unicast') return 'forbidden';
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST) ? 'public' : 'forbidden';
}

/** What a webhook's address may be refused for, as codes of field faults. */
export type UrlFault = 'not_a_url' | 'not_https' | 'has_credentials' | 'forbidden_address';

/**
 * Checks what can be told of an address without asking for its name; undefined when that is good. Plain HTTP is for the networks of
 * the installation. Numbers in other bases than ten are numbers to a URL (WHATWG): what they stand for is judged.
 */
export function faultOf(text: string, networks: Networks): UrlFault | undefined {
  const url = URL.parse(text);
  if (!url || url.hostname === '' || url.hash !== '' || !/^https?:$/.test(url.protocol)) return 'not_a_url';
  if (url.username !== '' || url.password !== '') return 'has_credentials';
  if (url.protocol === 'http:' && networks.length === 0) return 'not_https';
  const known = knownAddresses(hostOf(url));
  return known && known.length > 0 && !mayConnect(url, known, networks) ? 'forbidden_address' : undefined;
}

/** The host without the brackets of IPv6 and the dot of the root. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** Names that nobody on the internet has (RFC 2606, 6761, 7686, 9476) are not asked for. */
const NOBODYS = /(^|\.)(invalid|test|example|onion|alt)$/;
const LOOPBACK = /(^|\.)localhost$/;

/** Addresses that follow from the host itself; undefined for names that must be asked for. */
function knownAddresses(host: string): string[] | undefined {
  if (isIP(host) !== 0) return [host];
  if (LOOPBACK.test(host)) return ['127.0.0.1'];
  return NOBODYS.test(host) ? [] : undefined;
}

/** One forbidden address among several is one too many: a name may lead elsewhere the next time. */
function mayConnect({ protocol }: URL, addresses: readonly string[], networks: Networks): boolean {
  const places = addresses.map((address) => placeOf(address, networks));
  return !places.includes('forbidden') && (protocol === 'https:' || !places.includes('public'));
}

/** All addresses of a name; none when it has none or nobody answers. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Asks name servers within 5 s, without the thread pool that everything else needs too, and past the hosts file. */
export function createResolve(): Resolve {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  return async function resolve(name) {
    const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  };
}

type Located = { readonly address: string } | { readonly refusal: 'name_not_found' | 'forbidden_address' };

/**
 * The one address to connect to: it is checked here and used as it is, so that the name cannot lead elsewhere in between.
 */
export async function locate(url: URL, resolve: Resolve, networks: Networks): Promise<Located> {
  const host = hostOf(url);
  const addresses = knownAddresses(host) ?? (await resolve(host));
  const [first] = addresses.toSorted((a, b) => isIP(a) - isIP(b));
  if (first === undefined) return { refusal: 'name_not_found' };
  return mayConnect(url, addresses, networks) ? { address: first } : { refusal: 'forbidden_address' };
}
