import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The client's address in its plain form: IPv4 also where the socket says `::ffff:…`. Null for what is no address. */
export function clientAddress(given: string | undefined): string | null {
  if (given === undefined) return null;
  switch (isIP(given)) {
    case 4:
      return given;
    case 6:
      return ipaddr.process(withoutZone(given)).toString();
    default:
      return null;
  }
}

function withoutZone(address: string): string {
  const zone = address.indexOf('%');
  return zone === -1 ? address : address.slice(0, zone);
}

/** What limits count by: an IPv4 address, or the /64 network of an IPv6 one, since that is what one customer is given. */
export function addressKey(address: string | null): string {
  if (address === null || !address.includes(':')) return `ip:${address ?? 'unknown'}`;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return `ip:${parts.map((part) => part.toString(16)).join(':')}::/64`;
}
