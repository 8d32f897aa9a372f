export type { DeadLetter, Queue, Queues, ServiceState } from '@kabinet/contract/system';
