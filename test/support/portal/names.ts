/** Loaded before the program: names that end in `.kabinet.test` stand for two addresses of this machine, as a headless Service's do for pods. */
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { REPLICA_HOSTS } from './replica-hosts.ts';

const { lookup } = dns.promises;
const found = REPLICA_HOSTS.map((address) => ({ address, family: 4 }));

Object.assign(dns.promises, {
  lookup: async (hostname: string, options: dns.LookupOptions) =>
    hostname.endsWith('.kabinet.test') ? found : await lookup(hostname, options),
});
syncBuiltinESMExports();
