import { subjectOf } from '@kabinet/contract/events';
import type { ServiceManifest } from '@kabinet/service';
import { grid } from './access-page.ts';

const EVERYTHING = '>';

/**
 * The services with their calls and events as a page with a Mermaid graph.
 * @throws {Error} when the calls form a cycle, or a subscription names an event that nobody publishes.
 */
export function servicesPage(manifests: readonly ServiceManifest[]): string {
  refuseCallCycles(manifests);
  const publishers = publishersOf(manifests);
  return [
    '# Services, their calls and events',
    '',
    'Made by `npm run generate` from the manifests; do not edit. A solid arrow is a call, a dotted one carries events. The gateway',
    'stands before them all and is not drawn: it carries every public operation to its service.',
    '',
    '```mermaid',
    'flowchart LR',
    ...manifests.map(({ name }) => `  ${name}`),
    ...manifests.flatMap(callArrows),
    ...manifests.flatMap((manifest) => eventArrows(manifest, publishers)),
    '```',
    '',
    ...grid(
      ['service', 'operations', 'calls', 'publishes', 'listens to'],
      manifests.map((manifest) => [
        manifest.name,
        String(Object.keys(manifest.contract.operations).length),
        listed(Object.keys(manifest.peers)),
        listed(Object.values(manifest.contract.events).map(({ type }) => `\`${type}\``)),
        listed(manifest.subscriptions.map(({ subject }) => (subject === EVERYTHING ? 'every event' : `\`${subject}\``))),
      ]),
    ),
    '',
    ...eventTable(manifests),
    '',
  ].join('\n');
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? [...new Set(names)].join(', ') : '–';
}

function callArrows({ name, peers }: ServiceManifest): string[] {
  return Object.keys(peers).map((peer) => `  ${name} --> ${peer}`);
}

/** One arrow per pair of services, however many events it stands for; who hears everything would only hide the others. */
function eventArrows(manifest: ServiceManifest, publishers: ReadonlyMap<string, string>): string[] {
  const sources = manifest.subscriptions.flatMap(({ subject }) => {
    if (subject === EVERYTHING) return [];
    const publisher = publishers.get(subject);
    if (publisher === undefined) throw new Error(`${manifest.name} listens to ${subject}, which nobody publishes`);
    return [publisher];
  });
  return [...new Set(sources)].map((source) => `  ${source} -.-> ${manifest.name}`);
}

function publishersOf(manifests: readonly ServiceManifest[]): Map<string, string> {
  return new Map(
    manifests.flatMap(({ name, contract }) => Object.values(contract.events).map((event) => [subjectOf(event), name] as const)),
  );
}

function eventTable(manifests: readonly ServiceManifest[]): string[] {
  const rows = manifests.flatMap(({ contract }) =>
    Object.values(contract.events).map((event) => [
      `\`${subjectOf(event)}\``,
      event.summary,
      Object.keys(event.data.properties).join(', '),
    ]),
  );
  return rows.length > 0 ? ['## Events', '', ...grid(['subject', 'what it tells', 'data'], rows)] : [];
}

function refuseCallCycles(manifests: readonly ServiceManifest[]): void {
  const peers = new Map(manifests.map((manifest) => [manifest.name, Object.keys(manifest.peers)]));
  const done = new Set<string>();
  function visit(name: string, path: readonly string[]): void {
    const cycle = [...path.slice(path.indexOf(name)), name].join(' → ');
    if (path.includes(name)) throw new Error(`services call each other in a cycle: ${cycle}`);
    if (done.has(name)) return;
    for (const peer of peers.get(name) ?? []) visit(peer, [...path, name]);
    done.add(name);
  }
  for (const name of peers.keys()) visit(name, []);
}
