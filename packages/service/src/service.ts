/** What a service is made of, and what runs it. */
export { systemClock } from './call-context.ts';
export { closingPart, isClosing, type Clearing } from './closing.ts';
export { ConfigError, readConfig } from './config.ts';
export type { Clock, Installation, Peers, ServiceContext, ServiceState } from './context.ts';
export type { Dispatch } from './dispatch.ts';
export { listPage, listRows, type ListPage, type ListQuery } from './list.ts';
export { createLogger } from './logging.ts';
export { defineService, on, onEverything, type Job, type ServiceManifest, type ServiceSetup, type Subscription } from './manifest.ts';
export { followOrganizations, knownOrganization } from './organizations.ts';
export { createSystemTransport } from './system-transport.ts';
export { followVendor, vendorName } from './vendor.ts';
export { openService, type RunningService, type ServiceEnvironment } from './runtime.ts';
