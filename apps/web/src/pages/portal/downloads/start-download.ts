import { api } from '../../../api/api.ts';

/** Where the bytes of a file are, whoever asks: `/api/v1/artifacts/<id>/content`. */
export function contentPath(of: 'artifacts' | 'bundles' | 'reports', id: string): string {
  return `/api/v1/${of}/${id}/content`;
}

/**
 * Has the browser itself download the bytes at `path`, by a link in the name of the person: it saves as they come, shows how far it is,
 * and resumes what broke off, however large they are. Whatever the portal calls itself, the link is followed where the person is.
 */
export async function startDownload(path: string): Promise<void> {
  const { url } = await api.auth.createDownloadLink({ body: { path } });
  const { pathname, search } = new URL(url);
  const link = document.createElement('a');
  link.href = pathname + search;
  // Not a page to go to, even if the portal refuses.
  link.download = '';
  link.click();
}
