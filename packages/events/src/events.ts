/** Events between services: recorded in an outbox, carried by a transport, applied from an inbox. */
export { createInbox, listDeadLetters, replayDeadLetters, type DeadLetter, type EventHandler, type Inbox } from './inbox.ts';
export type { Loop } from './loop.ts';
export { forgetOldEvents, recordEvent, systemSession } from './outbox.ts';
export { createRelay } from './relay.ts';
export { createLocalTransport, EVERYTHING, type Deliver, type EventTransport } from './transport.ts';
