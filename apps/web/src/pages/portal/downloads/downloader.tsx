import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { useMe } from '../../../session/me.ts';

interface DownloaderProps {
  /** `user:<id>` or `machine:<id>`; null for somebody of whom the reader may not know. */
  readonly principal: string | null;
  /** By whose licence; null for the vendor's people. */
  readonly cabinet: { readonly id: string } | null;
}

/** Who took a file, by name where the reader may know it. */
export function Downloader({ principal, cabinet }: DownloaderProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [kind, id = ''] = principal?.split(':') ?? [];
  const { data: name } = useQuery({
    queryKey: ['downloads', 'downloader', principal, cabinet?.id],
    queryFn: () => (kind === 'machine' ? nameOfToken(id) : nameOfPerson(cabinet?.id ?? '', id)),
    enabled: kind === 'machine' || (kind === 'user' && cabinet !== null && id !== me.id),
    staleTime: 300_000,
    // Whoever is unknown to the reader, or gone, stays without a name.
    retry: false,
  });
  if (principal === null) return t('downloads.by_parent');
  if (id === me.id) return t('downloads.by_you');
  if (kind === 'machine') return t('downloads.by_machine', { name: name ?? id });
  return name ?? t(cabinet === null ? 'downloads.by_vendor' : 'downloads.by_person');
}

async function nameOfPerson(cabinetId: string, user_id: string): Promise<string> {
  return (await api.auth.getCabinetUser({ params: { id: cabinetId, user_id } })).name;
}

async function nameOfToken(id: string): Promise<string> {
  return (await api.auth.getToken({ params: { id } })).name;
}
