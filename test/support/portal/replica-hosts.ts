import { platform } from 'node:os';

/** Where replicas of a service listen, on one port: of Linux all of 127.0.0.0/8 is there. Elsewhere there is one such address, and URLs are listed. */
export const REPLICA_HOSTS: readonly string[] = platform() === 'linux' ? ['127.0.0.1', '127.0.0.2'] : ['127.0.0.1'];
