/** The configuration of an OpenStack Swift of one node that speaks S3, as the files of its `swift_dir`. */

export const swiftAccount = { accessKeyId: 'kabinet:tester', secretAccessKey: 'only-for-tests', region: 'us-east-1' } as const;

export const storageServers = ['account', 'container', 'object'] as const;
export type SwiftServer = (typeof storageServers)[number] | 'proxy';

export interface SwiftLayout {
  /** Where configuration and rings stand. */
  readonly settings: string;
  /** Holds one folder per storage device. */
  readonly devices: string;
  /** The account under which the servers run: that of this process. */
  readonly user: string;
  readonly ports: Readonly<Record<SwiftServer, number>>;
}

/** The order matters: s3api before tempauth, slo after both (https://docs.openstack.org/swift/latest/middleware.html#aws-s3-api). */
const filters = [
  'catch_errors',
  'gatekeeper',
  'healthcheck',
  'cache',
  'listing_formats',
  'bulk',
  's3api',
  'tempauth',
  'copy',
  'slo',
  'dlo',
  'versioned_writes',
  'symlink',
];

const filterSettings: Readonly<Record<string, readonly string[]>> = {
  cache: ['use = egg:swift#memcache', 'memcache_servers = 127.0.0.1:1'],
  s3api: ['use = egg:swift#s3api', `location = ${swiftAccount.region}`, 's3_acl = false', 'check_bucket_owner = false'],
  tempauth: ['use = egg:swift#tempauth', `user_${swiftAccount.accessKeyId.replace(':', '_')} = ${swiftAccount.secretAccessKey} .admin`],
  versioned_writes: ['use = egg:swift#versioned_writes', 'allow_versioned_writes = true', 'allow_object_versioning = true'],
};

function serverDefaults(layout: SwiftLayout, port: number): string[] {
  return [
    '[DEFAULT]',
    'bind_ip = 127.0.0.1',
    `bind_port = ${port}`,
    'workers = 0',
    `user = ${layout.user}`,
    `swift_dir = ${layout.settings}`,
    `devices = ${layout.devices}`,
    'mount_check = false',
    'disable_fallocate = true',
    'log_level = WARNING',
    'log_address = /dev/null',
  ];
}

function proxyServer(layout: SwiftLayout): string[] {
  return [
    ...serverDefaults(layout, layout.ports.proxy),
    '[pipeline:main]',
    `pipeline = ${filters.join(' ')} proxy-server`,
    '[app:proxy-server]',
    'use = egg:swift#proxy',
    'account_autocreate = true',
    ...filters.flatMap((filter) => [`[filter:${filter}]`, ...(filterSettings[filter] ?? [`use = egg:swift#${filter}`])]),
  ];
}

function storageServer(layout: SwiftLayout, name: (typeof storageServers)[number]): string[] {
  return [
    ...serverDefaults(layout, layout.ports[name]),
    // No updater runs here, so a listing that was not updated in time would stay wrong for ever.
    ...(name === 'object' ? ['container_update_timeout = 30'] : []),
    '[pipeline:main]',
    `pipeline = ${name}-server`,
    `[app:${name}-server]`,
    `use = egg:swift#${name}`,
  ];
}

/** File name → text. `hashSalt` is any text without spaces. */
export function swiftConfiguration(layout: SwiftLayout, hashSalt: string): Map<string, string> {
  const general = ['[swift-hash]', `swift_hash_path_suffix = ${hashSalt}`, '[storage-policy:0]', 'name = default', 'default = yes'];
  const files = new Map([
    ['swift.conf', general],
    ['proxy-server.conf', proxyServer(layout)],
  ]);
  for (const name of storageServers) files.set(`${name}-server.conf`, storageServer(layout, name));
  return new Map([...files].map(([name, lines]) => [name, `${lines.join('\n')}\n`]));
}

/** A Python program that builds the three rings in one process: each call of swift-ring-builder would load Python anew. */
export function swiftRingProgram(layout: SwiftLayout): string {
  const rings = storageServers.map((name) => `('${name}', ${layout.ports[name]})`);
  return `
from swift.common.ring import RingBuilder
for name, port in [${rings.join(', ')}]:
    ring = RingBuilder(2, 1, 0)
    ring.add_dev({'id': 0, 'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'disk', 'weight': 1.0,
                  'replication_ip': '127.0.0.1', 'replication_port': port})
    ring.rebalance()
    ring.get_ring().save('${layout.settings}/' + name + '.ring.gz')
`;
}
