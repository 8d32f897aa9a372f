/** The demo's security advisories: CSAF 2.0 documents as a vendor writes them. Everything here is invented, the CVE numbers too. */

interface DemoAdvisory {
  readonly document: Readonly<Record<string, unknown>>;
  readonly isPublished: boolean;
}

interface Facts {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly product: string;
  readonly summary: string;
  readonly cve: string;
  readonly cwe: readonly [id: string, name: string];
  readonly score: readonly [base: number, severity: string, vector: string];
  /** Ranges of versions as vers writes them, by what becomes of them. */
  readonly versions: Readonly<Partial<Record<'known_affected' | 'fixed' | 'known_not_affected' | 'under_investigation', string>>>;
  readonly remedy?: readonly [category: string, details: string];
  readonly tlp?: 'WHITE' | 'AMBER';
  readonly status?: 'draft' | 'interim' | 'final';
}

function documentOf(facts: Facts): DemoAdvisory['document'] {
  const { id, title, date, summary, tlp = 'WHITE', status = 'final' } = facts;
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title,
      lang: 'ru',
      publisher: { category: 'vendor', name: 'ООО «Рога и копыта»', namespace: 'https://kabinet.example' },
      distribution: { tlp: { label: tlp } },
      notes: [{ category: 'summary', title: 'Кратко', text: summary }],
      references: [{ category: 'external', summary: 'Страница бюллетеня', url: `https://kabinet.example/security/${id.toLowerCase()}` }],
      tracking: {
        id,
        status,
        version: '1',
        initial_release_date: date,
        current_release_date: date,
        revision_history: [{ date, number: '1', summary: 'Первая редакция' }],
      },
    },
    product_tree: { branches: [{ category: 'vendor', name: 'ООО «Рога и копыта»', branches: [productBranch(facts)] }] },
    vulnerabilities: [vulnerabilityOf(facts)],
  };
}

function productBranch({ product, versions }: Facts) {
  const branches = Object.entries(versions).map(([kind, range]) => ({
    category: /^\d/.test(range) ? 'product_version' : 'product_version_range',
    name: range,
    product: { product_id: `${product}:${kind}`, name: `${product} ${range}` },
  }));
  return { category: 'product_name', name: product, branches };
}

function vulnerabilityOf({ product, versions, cve, cwe, title, summary, score, remedy }: Facts) {
  const [baseScore, baseSeverity, vectorString] = score;
  const kinds = Object.keys(versions);
  const concerned = kinds.filter((kind) => kind !== 'fixed').map((kind) => `${product}:${kind}`);
  return {
    cve,
    title,
    cwe: { id: cwe[0], name: cwe[1] },
    notes: [{ category: 'description', text: summary }],
    product_status: Object.fromEntries(kinds.map((kind) => [kind, [`${product}:${kind}`]])),
    scores: [{ products: concerned, cvss_v3: { version: '3.1', vectorString, baseScore, baseSeverity } }],
    ...(remedy ? { remediations: [{ category: remedy[0], details: remedy[1], product_ids: concerned }] } : {}),
  };
}

function advisory(facts: Facts, isPublished = true): DemoAdvisory {
  return { document: documentOf(facts), isPublished };
}

/** To the holding: one affects it, one does not, of one nobody knows; one is for holders of a product only, one not published yet. */
export const demoAdvisories: readonly DemoAdvisory[] = [
  advisory({
    id: 'RK-SA-2026-001',
    title: 'Выполнение кода при разборе вложения',
    date: '2026-11-12T09:00:00Z',
    product: 'horns-mail',
    summary: 'Письмо с особым вложением выполняет код на почтовом сервере. Исправление готовится, обходной путь есть.',
    cve: 'CVE-2026-90001',
    cwe: ['CWE-787', 'Out-of-bounds Write'],
    score: [9.8, 'CRITICAL', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
    versions: { known_affected: 'vers:all/*' },
    remedy: ['workaround', 'Отключите просмотр вложений: `mailctl set preview off`.'],
    status: 'interim',
  }),
  advisory({
    id: 'RK-SA-2026-002',
    title: 'Отказ в обслуживании при длинных заголовках',
    date: '2026-10-01T09:00:00Z',
    product: 'horns-os',
    summary: 'Запрос с очень длинным заголовком останавливает службу управления.',
    cve: 'CVE-2026-90002',
    cwe: ['CWE-400', 'Uncontrolled Resource Consumption'],
    score: [7.5, 'HIGH', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'],
    versions: { known_affected: '<1.8.1', fixed: '1.8.1' },
    remedy: ['vendor_fix', 'Обновитесь до 1.8.1 или новее.'],
  }),
  advisory({
    id: 'RK-SA-2026-003',
    title: 'Уязвимость библиотеки сжатия не затрагивает «Копыта Бэкап»',
    date: '2026-09-15T09:00:00Z',
    product: 'hooves-backup',
    summary: 'Уязвимый код библиотеки сжатия в продукт не входит.',
    cve: 'CVE-2026-90003',
    cwe: ['CWE-125', 'Out-of-bounds Read'],
    score: [5.3, 'MEDIUM', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N'],
    versions: { known_not_affected: 'vers:all/*' },
  }),
  advisory({
    id: 'RK-SA-2026-004',
    title: 'Утечка ключа через журнал отладки',
    date: '2026-11-20T09:00:00Z',
    product: 'hooves-vault',
    summary: 'При включённой отладке ключ узла попадает в журнал.',
    cve: 'CVE-2026-90004',
    cwe: ['CWE-532', 'Insertion of Sensitive Information into Log File'],
    score: [6.5, 'MEDIUM', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N'],
    versions: { known_affected: '<3.2', fixed: '3.2' },
    remedy: ['vendor_fix', 'Обновитесь до 3.2 и смените ключ узла.'],
    tlp: 'AMBER',
  }),
  advisory(
    {
      id: 'RK-SA-2026-005',
      title: 'Повышение прав в установщике',
      date: '2026-11-25T09:00:00Z',
      product: 'horns-os',
      summary: 'Разбирается, затронуты ли выпуски 2.x.',
      cve: 'CVE-2026-90005',
      cwe: ['CWE-269', 'Improper Privilege Management'],
      score: [7.8, 'HIGH', 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H'],
      versions: { known_affected: '<1.8', under_investigation: '>=2.0' },
      status: 'draft',
    },
    false,
  ),
];
