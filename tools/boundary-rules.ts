import type { IRegularForbiddenRuleType } from 'dependency-cruiser';

/** The packages from the lowest up: each may import those before it. */
const PACKAGES = [
  'problem',
  'requisites',
  'csv-list',
  'version-range',
  'license-file',
  'zip-layout',
  'sealing',
  'rendering',
  'store',
  'embedded-postgres',
  'contract',
  'remote',
  'parameter-schema',
  'database',
  'events',
  'service',
  'testing',
] as const;

const TESTS = '(\\.test\\.ts$|/test/)';

type Rule = IRegularForbiddenRuleType;

function rule(name: string, comment: string, from: Rule['from'], to: Rule['to']): Rule {
  return { name, comment, severity: 'error', from, to };
}

/** From sources alone: tests may use whatever they need to look at the code. */
function sources(path: string): Rule['from'] {
  return { path, pathNot: TESTS };
}

const packageRules: Rule[] = PACKAGES.map((name, position) =>
  rule(
    'packages-import-lower-packages',
    'A package imports packages below it, and nothing of contracts, services, apps or tools.',
    sources(`^packages/${name}/`),
    { path: '^(packages|contracts|services|apps|tools|test|bench)/', pathNot: `^packages/(${PACKAGES.slice(0, position + 1).join('|')})/` },
  ),
);

/** The import table: what code in which folder may import. `$1` is the service's name. */
export const boundaryRules: readonly Rule[] = [
  rule('imports-resolve', 'Every import is found.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
  rule(
    'no-cycles',
    'No import leads back to where it started; types, which are erased, may.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  rule('contracts-are-data', 'A contract imports typebox, packages/contract and other contracts.', sources('^contracts/'), {
    pathNot: ['^contracts/', '^packages/(contract|problem)/', 'node_modules/typebox/'],
  }),
  rule('contracts-take-problem-types', 'Of packages/problem a contract needs the shape of its catalogue only.', sources('^contracts/'), {
    path: '^packages/problem/',
    dependencyTypesNot: ['type-only'],
  }),
  ...packageRules,
  rule(
    'packages-have-a-place',
    'A new package takes its place in the order of packages.',
    { path: '^packages/', pathNot: `^packages/(${PACKAGES.join('|')})/` },
    {},
  ),
  rule(
    'license-file-stands-alone',
    'Product teams take packages/license-file as it stands: node:crypto and nothing else.',
    sources('^packages/license-file/'),
    { pathNot: ['^packages/license-file/', '^crypto$'] },
  ),
  rule('services-keep-apart', 'A service never imports another service, nor the program.', sources('^services/([^/]+)/'), {
    path: '^(services|apps|tools|test|bench)/',
    pathNot: '^services/$1/',
  }),
  rule('domain-is-pure', 'Domain code knows its own domain and shapes: nothing that does I/O.', sources('^services/([^/]+)/src/domain/'), {
    pathNot: [
      '^services/$1/src/domain/',
      '^contracts/$1/',
      '^packages/(problem|contract|csv-list|license-file|parameter-schema|requisites|version-range|zip-layout)/',
      '^crypto$',
    ],
  }),
  rule('domain-takes-contract-types', 'Domain code takes types of its contract, not its values.', sources('^services/[^/]+/src/domain/'), {
    path: '^contracts/',
    dependencyTypesNot: ['type-only'],
  }),
  rule('queries-only-ask', 'Queries import the database, their tables and types.', sources('^services/([^/]+)/src/queries/'), {
    pathNot: [
      '^services/$1/src/(queries|domain)/',
      '^services/$1/src/(tables|context)\\.ts$',
      '^contracts/($1/|access\\.ts$)',
      '^packages/(problem|contract|database|service)/',
      'node_modules/kysely/',
    ],
  }),
  rule('queries-take-domain-types', 'Queries read rows; deciding is for actions.', sources('^services/[^/]+/src/queries/'), {
    path: '^services/[^/]+/src/domain/',
    dependencyTypesNot: ['type-only'],
  }),
  rule(
    'actions-know-no-callers',
    'Actions import domain, queries, contracts and the context; not what calls them.',
    sources('^services/[^/]+/src/actions/'),
    { path: '^services/[^/]+/src/(routes|subscriptions|jobs|service)\\.ts$' },
  ),
  rule(
    'routes-only-bind',
    'Routes and subscriptions bind operations and events to actions and queries.',
    sources('^services/([^/]+)/src/(routes|subscriptions)\\.ts$'),
    {
      pathNot: [
        '^services/$1/src/(actions|queries)/',
        '^services/$1/src/context\\.ts$',
        '^contracts/',
        '^packages/(problem|contract|database|service)/',
      ],
    },
  ),
  rule('kabinet-takes-manifests', 'The program knows services by their manifests.', sources('^apps/kabinet/'), {
    path: '^(services|apps|tools|test|bench)/',
    pathNot: ['^services/[^/]+/src/service\\.ts$', '^apps/kabinet/'],
  }),
  rule(
    'web-takes-contracts',
    'The web app imports contracts, and of the packages what a contract is made of and the checksums of registration numbers.',
    sources('^apps/web/'),
    {
      path: '^(packages|services|apps|tools|test|bench)/',
      pathNot: ['^apps/web/', '^packages/(contract/src/contract|problem/src/problem|requisites/src/requisites)\\.ts$'],
    },
  ),
  rule(
    'web-loads-no-schemas',
    'What browsers load takes types of contracts, not their values: those bring the schemas and their validators along.',
    sources('^apps/web/src/'),
    {
      path: '^(contracts|packages)/|node_modules/typebox/',
      pathNot: '^(contracts/(access|auth/password)|packages/requisites/src/requisites)\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  ),
];

/** A rule about the text of files, for what imports do not show. */
export interface TextRule {
  readonly name: string;
  readonly files: string;
  readonly except: RegExp;
  readonly pattern: RegExp;
}

export const textRules: readonly TextRule[] = [
  {
    name: 'domain-has-no-clock',
    files: 'services/*/src/domain/**/*.ts',
    except: /\.test\.ts$/,
    pattern:
      /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bMath\.random\b|\brandomUUID|\brandomBytes\b|\bprocess\.|\bset(Timeout|Interval|Immediate)\b|\bfetch\(/,
  },
  { name: 'services-do-not-know-all', files: 'services/**/*.{ts,sql,json}', except: /node_modules/, pattern: /'all'/ },
];
