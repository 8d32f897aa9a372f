import { setTimeout as delay } from 'node:timers/promises';
import type { Event } from '@kabinet/contract/events';
import { jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { decodeEvent } from '../decode-event.ts';
import { isWanted, type Deliver, type Subscription } from '../transport.ts';
import type { Connection } from './connection.ts';
import { ensureConsumer, managerOf, subjectFromWire, type StreamSettings } from './streams.ts';

export interface ConsumptionOptions {
  readonly connection: Connection;
  readonly settings: StreamSettings;
  readonly source: string;
  readonly consumer: string;
  readonly subjects: ReadonlySet<string>;
  readonly deliver: Deliver;
  readonly onError: (error: unknown) => void;
}

const PREFETCH = 200;
const BATCH = 100;
const RETRY_MS = 500;
/** How soon a pull that the broker forgot is noticed. */
const PULL = { expires: 5_000, idle_heartbeat: 2_500 };
const MAX_REDELIVERY_MS = 30_000;

/** Takes the events of one source for one consumer until stopped; makes the consumer again when it is gone. */
export function startConsumption(options: ConsumptionOptions): Subscription {
  const { connection, onError } = options;
  const stopping = new AbortController();
  const batches = createBatches((messages) => deliverBatch(messages, options));
  let messages: ConsumerMessages | undefined;

  async function consumeOnce(): Promise<void> {
    const nats = await connection.established();
    const info = await ensureConsumer(await managerOf(nats), options.source, options.consumer, options.settings);
    if (stopping.signal.aborted) return;
    messages = await jetstream(nats)
      .consumers.getConsumerFromInfo(info)
      .consume({ max_messages: PREFETCH, ...PULL, abort_on_missing_resource: true, callback: batches.add });
    if (stopping.signal.aborted) await messages.close();
    const end = await messages.closed();
    if (end instanceof Error) throw end;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await consumeOnce();
      } catch (error) {
        // Without a connection everything fails; that was told once, by the connection.
        if (!stopping.signal.aborted && connection.waitingFor() === undefined) onError(error);
      }
      await delay(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  void run();
  return {
    async stop() {
      stopping.abort();
      await messages?.close();
      await batches.finish();
    },
  };
}

/** Collects messages while the batch before them is being delivered. */
function createBatches(deliverOne: (messages: readonly JsMsg[]) => Promise<void>) {
  const waiting: JsMsg[] = [];
  let delivering: Promise<void> | undefined;
  async function deliverAll(): Promise<void> {
    while (waiting.length > 0) await deliverOne(waiting.splice(0, BATCH));
    delivering = undefined;
  }
  return {
    add(message: JsMsg): void {
      waiting.push(message);
      delivering ??= deliverAll();
    },
    /** What nobody looked at yet goes to another replica at once. */
    async finish(): Promise<void> {
      for (const message of waiting.splice(0)) message.nak();
      await delivering;
    },
  };
}

async function deliverBatch(messages: readonly JsMsg[], options: ConsumptionOptions): Promise<void> {
  const wanted: { message: JsMsg; event: Event }[] = [];
  for (const message of messages) {
    const event = eventOf(message, options);
    if (event) wanted.push({ message, event });
  }
  if (wanted.length === 0) return;
  try {
    await options.deliver(wanted.map(({ event }) => event));
    for (const { message } of wanted) message.ack();
  } catch (error) {
    options.onError(error);
    for (const { message } of wanted) message.nak(redeliveryDelay(message.info.deliveryCount));
  }
}

/** Undefined for what is not to be delivered: an event that nobody asked for, or no event at all, which no repetition mends. */
function eventOf(message: JsMsg, { subjects, source, onError }: ConsumptionOptions): Event | undefined {
  const subject = subjectFromWire(message.subject);
  if (!isWanted(subject, subjects)) {
    message.ack();
    return undefined;
  }
  try {
    return decodeEvent(subject, message.string());
  } catch (cause) {
    message.term();
    onError(new Error(`message ${message.seq} of ${source} was thrown away`, { cause }));
    return undefined;
  }
}

function redeliveryDelay(deliveries: number): number {
  return Math.min(MAX_REDELIVERY_MS, 100 * 2 ** Math.min(deliveries, 10));
}
