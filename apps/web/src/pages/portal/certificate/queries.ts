import type { CertificateDetails as CertificateDetailsSchema } from '@kabinet/contracts/licenses/resources';
import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { api } from '../../../api/api.ts';

export type CertificateDetails = Static<typeof CertificateDetailsSchema>;

export function certificateQuery(id: string) {
  return queryOptions({
    queryKey: ['certificates', id],
    queryFn: ({ signal }) => api.licenses.getCertificate({ params: { id } }, { signal }),
  });
}
