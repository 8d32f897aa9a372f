import type { Composition } from './compose.ts';

/** Many, since others may be making new work meanwhile. */
const MAX_ROUNDS = 500;

/** Runs relays, consumers and jobs until none has anything left to do. Throws when something fails again and again. */
export async function settle(composition: Pick<Composition, 'services'>): Promise<void> {
  const services = [...composition.services.values()];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let worked = false;
    for (const service of services) {
      worked = (await service.relay.drain()) || worked;
      await service.inbox.hasten();
      worked = (await service.inbox.loop.drain()) || worked;
    }
    if (worked) continue;
    for (const service of services) {
      if (Object.keys(service.manifest.jobs).length > 0) worked = (await service.jobs.drain()) || worked;
    }
    if (!worked) return;
  }
  throw new Error('the portal does not come to rest: an event or a job fails again and again');
}
