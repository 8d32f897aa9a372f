/**
 * Installs the real servers and programs that tests speak to, as Debian packages where Debian has them: `node test/peers/install.ts s3`.
 * Needs root or sudo, and does nothing where a peer is installed already.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installKubectl, KUBECTL } from './kubectl.ts';

interface PeerPackages {
  readonly packages: readonly string[];
  /** Answers to what the packages ask while they are installed, as debconf-set-selections takes them. */
  readonly answers?: readonly string[];
  /** The peer is installed when this program is there. */
  readonly program: string;
  /** What its installation needs beside. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is left to do, once the packages are there. */
  readonly finish?: () => void;
}

const peers: Readonly<Record<string, PeerPackages>> = {
  s3: {
    packages: ['swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'python3-swift'],
    program: '/usr/bin/swift-proxy-server',
  },
  nats: {
    packages: ['nats-server'],
    program: '/usr/sbin/nats-server',
  },
  browser: {
    packages: ['chromium'],
    program: '/usr/bin/chromium',
  },
  archives: {
    packages: ['unzip', '7zip', 'curl', 'wget'],
    program: '/usr/bin/7zz',
  },
  kubectl: {
    packages: ['unzip'],
    program: KUBECTL,
    finish: installKubectl,
  },
  nginx: {
    packages: ['nginx-light'],
    program: '/usr/sbin/nginx',
  },
  'request-tracker': {
    // msmtp stands for the mail server that it asks for, and is no daemon.
    packages: ['request-tracker5', 'rt5-db-sqlite', 'rt5-standalone', 'msmtp-mta'],
    answers: [
      'dbconfig-common dbconfig-common/database-type select sqlite3',
      'request-tracker5 request-tracker5/dbconfig-install boolean true',
      'request-tracker5 request-tracker5/initial-root-password password of-the-tests-only',
      'request-tracker5 request-tracker5/rtname string portal.test',
      'request-tracker5 request-tracker5/organization string portal.test',
      'request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1:8081',
      'request-tracker5 request-tracker5/webpath string ',
      'request-tracker5 request-tracker5/handle-siteconfig-permissions boolean true',
      'request-tracker5 request-tracker5/install-cronjobs boolean false',
    ],
    program: '/usr/share/request-tracker5/libexec/rt-server',
  },
  redmine: {
    packages: ['redmine', 'redmine-sqlite', 'puma'],
    answers: [
      'redmine redmine/instances/default/dbconfig-install boolean true',
      'redmine redmine/instances/default/database-type select sqlite3',
      'redmine redmine/default-language select ru',
    ],
    program: '/usr/share/redmine/config.ru',
    // Else its installation takes the bundler that comes with Ruby, which does not find a library that is there.
    environment: { BUNDLER_VERSION: '2.3.15' },
  },
  pdf: {
    packages: ['qpdf', 'poppler-utils', 'zbar-tools'],
    program: '/usr/bin/zbarimg',
  },
};

/** Refuses to start services, as Debian's invoke-rc.d asks: our tests start their own, on their own ports. */
const servicePolicy = '/usr/sbin/policy-rc.d';

function asRoot(command: string, ...parameters: readonly string[]): void {
  const [program, ...rest] =
    process.getuid?.() === 0
      ? [command, ...parameters]
      : ['sudo', '--preserve-env=DEBIAN_FRONTEND,BUNDLER_VERSION', command, ...parameters];
  execFileSync(program, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

function installPeer(name: string, peer: PeerPackages): void {
  if (existsSync(peer.program)) {
    console.log(`${name}: installed already`);
    return;
  }
  Object.assign(process.env, peer.environment);
  const policyIsOurs = !existsSync(servicePolicy);
  if (policyIsOurs) asRoot('sh', '-c', `printf '#!/bin/sh\\nexit 101\\n' > ${servicePolicy} && chmod 755 ${servicePolicy}`);
  try {
    for (const answer of peer.answers ?? []) asRoot('sh', '-c', `echo '${answer}' | debconf-set-selections`);
    asRoot('apt-get', 'update', '-q');
    asRoot('apt-get', 'install', '-y', '-q', '--no-install-recommends', ...peer.packages);
    peer.finish?.();
  } finally {
    if (policyIsOurs) asRoot('rm', servicePolicy);
  }
}

const names = process.argv.slice(2);
if (names.length === 0) throw new Error(`name the peers to install: ${Object.keys(peers).join(', ')}`);
for (const name of names) {
  const peer = peers[name];
  if (peer === undefined) throw new Error(`unknown peer ${name}; known are ${Object.keys(peers).join(', ')}`);
  installPeer(name, peer);
}
