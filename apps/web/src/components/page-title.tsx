import { useBrand } from '../brand/brand.ts';

/** The title of the tab: the page's, and whose portal it is. */
export function PageTitle({ children }: { readonly children: string }) {
  const { name } = useBrand();
  return <title>{`${children} · ${name}`}</title>;
}
