import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IJob } from 'kubernetes-models/batch/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IContainer, IPodSpec, IProbe, IResourceRequirements, IService } from 'kubernetes-models/v1';
import { stringify } from 'yaml';

const HEADER = '# Made by `npm run generate` from tools/deployment/kustomize-base.ts; do not edit.\n';

/** The port of every process, and of its metrics. */
const PORT = 8080;
const METRICS_PORT = 9090;

/** Kustomize puts the operator's image in its place. */
const IMAGE = 'kabinet';

/** Longer than endpoints and proxies need to forget a pod, so that none of them sends it a request that it refuses. */
const FORGOTTEN_SECONDS = 5;
/** Then a process serves on for 6 s, the gateway waits 12 s for requests under way, and at last queues and pools are closed. */
const GRACE_SECONDS = 45;

/** What a service asks for where it differs from `ORDINARY`. A process at rest has some 200 MB. */
const RESOURCES: Readonly<Record<string, IResourceRequirements>> = {
  gateway: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  // A password takes 19 MiB to hash, and a core for tens of milliseconds.
  auth: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '768Mi' } },
  // Two compilers of its own, each bounded at 512 MB.
  documents: { requests: { cpu: '250m', memory: '768Mi' }, limits: { memory: '2Gi' } },
};
const ORDINARY: IResourceRequirements = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } };

/**
 * The files of `deploy/kustomize/base` that follow from the list of services, by name: one per service, the migration and the
 * kustomization. `targets` are all that `serve --target` knows.
 */
export function kustomizeBase(targets: readonly string[]): Map<string, string> {
  const files = new Map(
    targets.map((target) => [`${target}.yaml`, documents(deployment(target), service(target), disruptionBudget(target))]),
  );
  files.set('migration.yaml', documents(migration()));
  files.set('kustomization.yaml', documents(kustomization([...files.keys(), 'network-policies.yaml'], targets)));
  return files;
}

function documents(...contents: readonly object[]): string {
  return HEADER + contents.map((content) => stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n');
}

function kustomization(resources: readonly string[], targets: readonly string[]): object {
  const addresses = targets
    .filter((target) => target !== 'gateway')
    .map((target) => `${target.toUpperCase()}_URL=http://${target}:${PORT}`);
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: resources.toSorted(),
    configMapGenerator: [{ name: 'kabinet-addresses', literals: addresses }],
  };
}

function deployment(target: string): IDeployment {
  const labels = labelsOf(target);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: target, labels },
    spec: {
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels },
        spec: {
          ...pod(serverContainer(target)),
          terminationGracePeriodSeconds: GRACE_SECONDS,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: labels },
            },
          ],
        },
      },
    },
  };
}

/**
 * Services call each other at the addresses of pods, which is how a frozen one is noticed (ADR 0051): headless, their names stand for all
 * of them. Whoever comes from outside to the gateway is balanced by the cluster.
 */
function service(target: string): IService {
  const balanced = target === 'gateway' ? {} : { clusterIP: 'None' };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: target, labels: labelsOf(target) },
    spec: { ...balanced, selector: labelsOf(target), ports: [{ name: 'http', port: PORT, targetPort: 'http' }] },
  };
}

/** One replica at a time may be taken from a node on purpose; it does not stand in the way of a service that has only one. */
function disruptionBudget(target: string): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: target, labels: labelsOf(target) },
    spec: { maxUnavailable: 1, selector: { matchLabels: labelsOf(target) } },
  };
}

function migration(): IJob {
  const labels = labelsOf('migration');
  const container: IContainer = { ...programContainer('migration'), args: ['migrate'], resources: ORDINARY };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migration', labels },
    spec: {
      backoffLimit: 6,
      // A finished Job cannot be given another image, and would refuse the next release.
      ttlSecondsAfterFinished: 600,
      template: { metadata: { labels }, spec: { ...pod(container), restartPolicy: 'OnFailure' } },
    },
  };
}

function serverContainer(target: string): IContainer {
  return {
    ...programContainer(target),
    args: ['serve', `--target=${target}`],
    ports: [
      { name: 'http', containerPort: PORT },
      { name: 'metrics', containerPort: METRICS_PORT },
    ],
    // A process that waits for its database says that it lives, so this is the time that the program itself needs.
    startupProbe: { ...probe('/livez'), periodSeconds: 2, failureThreshold: 30 },
    livenessProbe: { ...probe('/livez'), periodSeconds: 10, failureThreshold: 3 },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 5, failureThreshold: 2 },
    lifecycle: { preStop: { sleep: { seconds: FORGOTTEN_SECONDS } } },
    resources: RESOURCES[target] ?? ORDINARY,
  };
}

function programContainer(name: string): IContainer {
  return {
    name,
    image: IMAGE,
    envFrom: [
      { configMapRef: { name: 'kabinet-addresses' } },
      { configMapRef: { name: 'kabinet-settings' } },
      { secretRef: { name: 'kabinet-secrets' } },
    ],
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      { name: 'data', mountPath: '/data' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

function pod(container: IContainer): IPodSpec {
  return {
    automountServiceAccountToken: false,
    // Kubernetes would add variables such as METRICS_PORT for a Service of that name.
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 10_001,
      runAsGroup: 10_001,
      fsGroup: 10_001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container],
    volumes: [
      { name: 'data', emptyDir: { sizeLimit: '2Gi' } },
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
    ],
  };
}

/** `/readyz` asks the database and gives it a second. */
function probe(path: string): IProbe {
  return { httpGet: { path, port: 'http' }, timeoutSeconds: 3 };
}

function labelsOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/part-of': 'kabinet', 'app.kubernetes.io/name': name };
}
