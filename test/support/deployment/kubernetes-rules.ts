import type { Manifest } from './kubernetes-types.ts';

interface Model {
  validate(): void;
}

type ModelOf = new (manifest: Manifest) => Model;

/**
 * What is wrong with `manifests` by the JSON schemas of the Kubernetes API (formats and ranges, such as those of quantities and 32-bit numbers),
 * and by the rules of names, labels and ports, which the API server knows and its schemas do not say:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export async function ruleFaultsOf(manifests: readonly Manifest[]): Promise<string[]> {
  const faults = await Promise.all(manifests.map(async (manifest) => [...(await schemaFaults(manifest)), ...namingFaults(manifest, '')]));
  return faults.flatMap((each, index) => each.map((fault) => `${manifests[index]?.kind} ${manifests[index]?.metadata.name}: ${fault}`));
}

async function schemaFaults(manifest: Manifest): Promise<string[]> {
  const models = (await import(`kubernetes-models/${manifest.apiVersion}`)) as Readonly<Record<string, ModelOf | undefined>>;
  const model = models[manifest.kind];
  if (!model) return ['there is no such kind'];
  try {
    new model(unwrapped(manifest)).validate();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Kustomize breaks long base64 into lines, which the API server reads over and the schema's format does not. */
function unwrapped(manifest: Manifest): Manifest {
  const { data } = manifest as { data?: Readonly<Record<string, string>> };
  if (manifest.kind !== 'Secret' || !data) return manifest;
  return Object.assign({}, manifest, {
    data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, text.replaceAll(/\s/g, '')])),
  });
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** IANA service names: of ports, and what refers to them. */
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$/;

/** By the names of fields, which mean the same wherever they stand. */
const RULES: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: matches(LABEL),
  namespace: matches(LABEL),
  serviceName: matches(LABEL),
  containerPort: isPort,
  port: (value) => isPort(value) || matches(PORT_NAME)(value),
  targetPort: (value) => isPort(value) || matches(PORT_NAME)(value),
  matchLabels: areLabels,
  labels: areLabels,
  periodSeconds: isPositive,
  timeoutSeconds: isPositive,
  failureThreshold: isPositive,
  minReplicas: isPositive,
  maxReplicas: isPositive,
};

function namingFaults(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]: [string, unknown]) => {
    const isLeaf = typeof child !== 'object' || name === 'labels' || name === 'matchLabels';
    const rule = Object.hasOwn(RULES, name) && isLeaf ? RULES[name] : undefined;
    const place = `${path}/${name}`;
    return [...(rule && !rule(child) ? [`${place} is ${JSON.stringify(child)}`] : []), ...(isLeaf ? [] : namingFaults(child, place))];
  });
}

function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && pattern.test(value);
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function isPositive(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0;
}

function areLabels(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(matches(LABEL_VALUE));
}
