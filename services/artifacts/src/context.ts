import type { Peers, ServiceContext } from '@kabinet/service';
import type { ArtifactsState } from './state.ts';

export type ArtifactsContext = ServiceContext<Peers, ArtifactsState>;
