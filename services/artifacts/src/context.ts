import type { licensesContract } from '@kabinet/contracts/licenses';
import type { productsContract } from '@kabinet/contracts/products';
import type { ServiceContext } from '@kabinet/service';
import type { ArtifactsState } from './state.ts';

export type ArtifactsContext = ServiceContext<{ licenses: typeof licensesContract; products: typeof productsContract }, ArtifactsState>;
