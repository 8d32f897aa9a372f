import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../../api/api.ts';
import type { ListDefinition } from '../../../components/list/list-definition.ts';

/** Files of all products that one holds, as the address narrows them. */
export const fileList: ListDefinition<ListedArtifact> = {
  name: 'downloads',
  fetch: (query, signal) => api.artifacts.listArtifacts({ query }, { signal }),
  filters: ['product_id', 'kind', 'platform', 'version', 'release_kind', 'channel'],
  sort: '-released_at',
};

/** The files of one release. */
export function releaseFileList(release_id: string): ListDefinition<ListedArtifact> {
  return {
    name: 'downloads',
    of: release_id,
    fetch: (query, signal) => api.artifacts.listArtifacts({ query: { ...query, release_id: [release_id] } }, { signal }),
    filters: ['kind', 'platform'],
    sort: '-released_at',
  };
}

const SHOWN = 8;

/** The newest files under a licence. */
export function licenseFilesQuery(id: string) {
  return queryOptions({
    queryKey: ['downloads', 'license', id],
    queryFn: ({ signal }) => api.artifacts.listLicenseImages({ params: { id }, query: { limit: SHOWN } }, { signal }),
  });
}
