import { api } from '../../api/api.ts';
import type { Format } from '../../i18n/use-format.ts';
import { paths } from '../../navigation/paths.ts';
import { meets, type Requirement } from '../../session/me.ts';
import type { Me } from '@kabinet/contracts/auth/resources';

/** Something that was found, and its page. */
export interface Found {
  readonly name: string;
  readonly detail: string;
  readonly to: string;
}

/** A kind of things that the whole portal is searched for; each asks the list of its own. */
export interface Source {
  readonly kind:
    | 'licenses'
    | 'certificates'
    | 'downloads'
    | 'releases'
    | 'advisories'
    | 'organizations'
    | 'products'
    | 'purchases'
    | 'issues'
    | 'knowledge';
  readonly permission: Requirement;
  readonly find: (q: string, options: Options) => Promise<readonly Found[]>;
}

interface Options {
  readonly format: Format;
  readonly isStaff: boolean;
  readonly signal: AbortSignal;
}

/** Of each kind: who wants more goes to its list. */
const SHOWN = 5;

const sources: readonly Source[] = [
  {
    kind: 'licenses',
    permission: 'licenses.read',
    async find(q, { format, signal }) {
      const { items } = await api.licenses.listLicenses({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, number, product, cabinet }) => ({
        name: number,
        detail: `${format.text(product.name)} · ${cabinet.name}`,
        to: paths.license(id),
      }));
    },
  },
  {
    kind: 'certificates',
    permission: 'licenses.read',
    async find(q, { format, signal }) {
      const { items } = await api.licenses.listCertificates({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, number, product, cabinet }) => ({
        name: number,
        detail: `${format.text(product.name)} · ${cabinet.name}`,
        to: paths.certificate(id),
      }));
    },
  },
  {
    kind: 'downloads',
    permission: 'artifacts.read',
    async find(q, { format, signal }) {
      const { items } = await api.artifacts.listArtifacts({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ file, version, product, release_id }) => ({
        name: file,
        detail: `${format.text(product.name)} ${version}`,
        to: paths.release(release_id),
      }));
    },
  },
  {
    kind: 'releases',
    permission: 'products.read',
    async find(q, { format, signal }) {
      const { items } = await api.products.listReleases({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, product, version, released_at }) => ({
        name: `${format.text(product.name)} ${version}`,
        detail: released_at === null ? '' : format.instant(released_at),
        to: paths.release(id),
      }));
    },
  },
  {
    kind: 'advisories',
    permission: 'advisories.read',
    async find(q, { signal }) {
      const { items } = await api.products.listAdvisories({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, tracking_id, title }) => ({ name: tracking_id, detail: title, to: paths.advisory(id) }));
    },
  },
  {
    kind: 'issues',
    permission: 'issues.read_own',
    async find(q, { signal }) {
      const { items } = await api.issues.listIssues({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, number, subject, cabinet }) => ({
        name: subject,
        detail: `${number} · ${cabinet.name}`,
        to: paths.issue(id),
      }));
    },
  },
  {
    kind: 'knowledge',
    permission: 'knowledge.read',
    async find(q, { format, signal }) {
      const { items, search } = await api.knowledge.listArticles({ query: { q, limit: SHOWN } }, { signal });
      // What has but some of the words is for who looks for articles.
      return (search?.matched === 'every_word' ? items : []).map(({ slug, title, category }) => ({
        name: title,
        detail: category ? format.text(category.name) : '',
        to: paths.article(slug),
      }));
    },
  },
  {
    kind: 'organizations',
    permission: 'organizations.read',
    async find(q, { isStaff, signal }) {
      const { items } = await api.organizations.listCabinets({ query: { q, limit: SHOWN, sort: 'name' } }, { signal });
      return items.map(({ id, name, inn, kpp }) => ({
        name,
        detail: kpp === null ? inn : `${inn} / ${kpp}`,
        to: isStaff ? paths.client(id) : paths.organization(id),
      }));
    },
  },
  {
    kind: 'products',
    // Customers have no page of a product.
    permission: 'staff',
    async find(q, { format, signal }) {
      const { items } = await api.products.listProducts({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, name, slug }) => ({ name: format.text(name), detail: slug, to: paths.product(id) }));
    },
  },
  {
    kind: 'purchases',
    permission: 'purchases.read',
    async find(q, { format, signal }) {
      const { items } = await api.licenses.listPurchases({ query: { q, limit: SHOWN } }, { signal });
      return items.map(({ id, external_id, created_at }) => ({
        name: external_id ?? id,
        detail: format.instant(created_at),
        to: paths.purchase(id),
      }));
    },
  },
];

/** What `me` may search. */
export function sourcesFor(me: Me): readonly Source[] {
  return sources.filter(({ permission }) => meets(me, permission));
}
