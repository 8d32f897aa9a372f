import type { ServiceSetup, ServiceState } from '@kabinet/service';
import { openPrivateStore, privateStoreConfig } from '@kabinet/service/private-store';
import type { Store } from '@kabinet/store';
import Type, { type Static } from 'typebox';

export const Config = Type.Object(privateStoreConfig);

export interface KnowledgeState extends ServiceState {
  /** Pictures and other files of articles. */
  readonly files: Store;
}

export function openState({ config, installation }: ServiceSetup<Static<typeof Config>>): KnowledgeState {
  return { files: openPrivateStore(config, installation, 'knowledge') };
}
