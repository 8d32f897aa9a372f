import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { startNatsPeer } from '../../../test/peers/nats.ts';
import { describeDelivery } from './delivery-suite.ts';
import { brokerOf, type Broker } from './fixture/broker.ts';
import { openWorld, type World } from './fixture/world.ts';
import { describeTransport } from './transport-suite.ts';

const peer = await startNatsPeer();

describe.skipIf(!peer)('over JetStream', () => {
  let world: World;
  let broker: Broker;
  beforeAll(async () => {
    world = await openWorld('jetstream');
    if (peer) broker = brokerOf(peer, world);
  });
  beforeEach(() => broker.reset());
  afterAll(async () => {
    await broker.reset();
    await world.close();
    await peer?.stop();
  });

  describeTransport(() => broker);
  describeDelivery(() => broker, { numRuns: 10 });
});
