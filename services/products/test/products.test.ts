import { productsContract } from '@kabinet/contracts/products';
import type { NewProduct } from '@kabinet/contracts/products/resources';
import { member, serviceNamed, staff, startPortal, type TestPortal } from 'kabinet-program/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let portal: TestPortal;
beforeAll(async () => void (portal = await startPortal()));
afterAll(() => portal.stop());

function vendor(locale: 'ru' | 'en' = 'en') {
  return portal.client(productsContract, staff('product_manager'), { locale });
}

async function customer() {
  return portal.client(productsContract, member(await portal.organization('Customer'), 'viewer'));
}

const standard = { code: 'standard', name: { ru: 'Стандартная', en: 'Standard' }, first_response_hours: 16 };

function product(slug: string, more: Partial<NewProduct> = {}): NewProduct {
  return {
    slug,
    name: { ru: `Продукт ${slug}`, en: `Product ${slug}` },
    parameters: {
      type: 'object',
      additionalProperties: false,
      required: ['edition'],
      properties: { edition: { enum: ['desktop', 'server'], title: 'Редакция' }, a: { type: 'integer', minimum: 1, title: 'Ядер' } },
    },
    support_levels: [standard],
    update_policy: 'released_within_support',
    ...more,
  };
}

describe('a new product', () => {
  test('is read back by id and by slug, with its version as ETag', async () => {
    const body = product('horns-os', { description: { ru: 'Система', en: 'System' } });
    const created = await vendor().createProduct({ body });
    expect(created).toMatchObject({ ...body, security_policy: 'always', status: 'active' });
    expect(await vendor().getProduct({ params: { id: created.id } })).toEqual(created);
    expect(await vendor().getProduct({ params: { id: 'horns-os' } })).toEqual(created);
    const definition = await portal.client(productsContract, serviceNamed('licenses')).getProductDefinition({ params: { id: 'horns-os' } });
    expect(definition).toEqual({ ...created, version: 1 });
  });

  test('keeps its parameters in the order in which they were written', async () => {
    const created = await vendor().createProduct({ body: product('ordered') });
    expect(Object.keys(created.parameters['properties'] as object)).toEqual(['edition', 'a']);
  });

  test('says where it is', async () => {
    const reply = await portal.service('products').dispatch({
      service: 'products',
      operation: 'createProduct',
      principal: staff('product_manager'),
      locale: 'en',
      requestId: 'located',
      deadline: Date.now() + 10_000,
      ip: null,
      userAgent: null,
      body: product('located'),
    });
    const { id } = reply.body as { id: string };
    expect(reply).toMatchObject({ version: 1, location: `/api/v1/products/${id}` });
  });

  test('needs a slug of its own', async () => {
    await vendor().createProduct({ body: product('taken') });
    await expect(vendor().createProduct({ body: product('taken') })).rejects.toMatchObject({
      code: 'product_slug_taken',
      errors: [{ pointer: '/slug', code: 'taken' }],
    });
  });

  test.each(['Horns', 'horns_os', '-horns', 'horns--os', 'рога', '0193a0f0-0000-7000-8000-000000000000'])(
    'does not take %s for a slug',
    async (slug) => {
      await expect(vendor().createProduct({ body: product(slug) })).rejects.toMatchObject({
        code: 'invalid_body',
        errors: [{ pointer: '/slug', code: 'invalid_format' }],
      });
    },
  );

  test('with several faults names them all', async () => {
    const parameters = { type: 'object', properties: { code: { type: 'string', pattern: '^(\\w+\\s?)*$' }, other: { $ref: '#' } } };
    await expect(
      vendor().createProduct({ body: product('faulty', { parameters, support_levels: [standard, standard] }) }),
    ).rejects.toMatchObject({
      code: 'invalid_body',
      errors: [
        { pointer: '/parameters/properties/code/pattern', code: 'pattern_ambiguous' },
        { pointer: '/parameters/properties/other/$ref', code: 'unknown_field' },
        { pointer: '/support_levels/1/code', code: 'not_unique' },
      ],
    });
  });

  test('comes once per Idempotency-Key', async () => {
    const client = portal.client(productsContract, staff('product_manager'));
    await client.createProduct({ body: product('once') }, { idempotencyKey: 'k1' });
    await client.createProduct({ body: product('once') }, { idempotencyKey: 'k1' });
    await expect(client.createProduct({ body: product('twice') }, { idempotencyKey: 'k1' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect((await client.listProducts({ query: { q: 'once', count: true } })).total).toBe(1);
  });

  test('is refused to those who may only read', async () => {
    for (const client of [await customer(), portal.client(productsContract, staff('auditor'))]) {
      await expect(client.createProduct({ body: product('forbidden') })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(
        client.changeProduct({ params: { id: 'horns-os' }, body: { status: 'archived' } }, { ifMatch: '"1"' }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });
});

describe('a change', () => {
  test('replaces the members given and leaves the rest', async () => {
    const created = await vendor().createProduct({ body: product('changed') });
    const name = { ru: 'Новое имя', en: 'New name' };
    const changed = await vendor().changeProduct({ params: { id: 'changed' }, body: { name, support_levels: [] } }, { ifMatch: '"1"' });
    expect(changed).toEqual({ ...created, name, support_levels: [], updated_at: expect.any(String) });
  });

  test('needs the version that was read', async () => {
    await vendor().createProduct({ body: product('versioned') });
    const request = { params: { id: 'versioned' }, body: { update_policy: 'always' } } as const;
    await expect(vendor().changeProduct(request)).rejects.toMatchObject({ code: 'if_match_required' });
    await vendor().changeProduct(request, { ifMatch: '"1"' });
    await expect(vendor().changeProduct(request, { ifMatch: '"1"' })).rejects.toMatchObject({ code: 'version_mismatch' });
  });

  test('of the slug, to nothing, or to a bad schema is refused', async () => {
    await vendor().createProduct({ body: product('constant') });
    const params = { id: 'constant' };
    const refused = async (body: object, fault: object) =>
      expect(vendor().changeProduct({ params, body }, { ifMatch: '"1"' })).rejects.toMatchObject({ code: 'invalid_body', errors: [fault] });
    await refused({ slug: 'other' }, { pointer: '/slug', code: 'unknown_field' });
    await refused({}, { pointer: '', code: 'too_few' });
    await refused({ parameters: { type: 'string' } }, { pointer: '/parameters/type', code: 'not_allowed' });
  });

  test('of a missing product is refused as such', async () => {
    const request = { params: { id: 'missing' }, body: { status: 'archived' } } as const;
    await expect(vendor().changeProduct(request, { ifMatch: '"1"' })).rejects.toMatchObject({ code: 'product_not_found' });
    await expect((await customer()).changeProduct(request, { ifMatch: '"1"' })).rejects.toMatchObject({ code: 'product_not_found' });
  });
});

test('an archived product is there for staff and services, to customers it is like a missing one', async () => {
  const { id } = await vendor().createProduct({ body: product('retired') });
  const client = await customer();
  expect(await client.getProduct({ params: { id } })).toMatchObject({ slug: 'retired' });
  await vendor().changeProduct({ params: { id }, body: { status: 'archived' } }, { ifMatch: '"1"' });
  for (const ref of [id, 'retired', 'missing']) {
    await expect(client.getProduct({ params: { id: ref } })).rejects.toMatchObject({ code: 'product_not_found' });
    await expect(client.changeProduct({ params: { id: ref }, body: { status: 'active' } }, { ifMatch: '"2"' })).rejects.toMatchObject({
      code: 'product_not_found',
    });
  }
  expect((await client.listProducts({ query: { q: 'retired' } })).items).toEqual([]);
  expect((await client.listProducts({ query: { status: ['archived'] } })).items).toEqual([]);
  expect((await vendor().listProducts({ query: { q: 'retired', status: ['archived'] } })).items).toMatchObject([{ id }]);
  expect(await portal.client(productsContract, serviceNamed('licenses')).getProductDefinition({ params: { id } })).toMatchObject({
    status: 'archived',
  });
});

test('services only may ask for a definition', async () => {
  await expect((await customer()).getProductDefinition({ params: { id: 'horns-os' } })).rejects.toMatchObject({ code: 'not_found' });
});

describe('the list', () => {
  beforeAll(async () => {
    const names = [
      ['list-c', 'Ёлка', 'Alpha'],
      ['list-a', 'Яблоко 100%', 'Beta'],
      ['list-b', 'Арбуз', 'Gamma'],
    ] as const;
    for (const [slug, ru, en] of names) await vendor().createProduct({ body: product(slug, { name: { ru, en } }) });
  });

  async function slugs(client: ReturnType<typeof vendor>, sort: 'name' | '-name' | 'slug' | '-created_at'): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listProducts({ query: { q: 'list-', limit: 2, sort, ...(cursor ? { cursor } : {}) } });
      found.push(...page.items.map((item) => item.slug));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return found;
  }

  test('is sorted by the name in the reader’s language, the slug or the date, and pages through everything once', async () => {
    expect(await slugs(vendor('ru'), 'name')).toEqual(['list-b', 'list-c', 'list-a']);
    expect(await slugs(vendor('en'), '-name')).toEqual(['list-b', 'list-a', 'list-c']);
    expect(await slugs(vendor(), 'slug')).toEqual(['list-a', 'list-b', 'list-c']);
    expect(await slugs(vendor(), '-created_at')).toEqual(['list-b', 'list-a', 'list-c']);
  });

  test('finds parts of either name and of the slug, whatever the case, and takes signs for what they are', async () => {
    const found = async (q: string) => (await vendor().listProducts({ query: { q } })).items.map((item) => item.slug);
    expect(await found('ябЛО')).toEqual(['list-a']);
    expect(await found('gamm')).toEqual(['list-b']);
    expect(await found('LIST-C')).toEqual(['list-c']);
    expect(await found('0%')).toEqual(['list-a']);
    expect(await found('list_c')).toEqual([]);
  });
});

test('creation and changes are told with the whole state', async () => {
  const principal = staff('product_manager');
  const client = portal.client(productsContract, principal);
  const created = await client.createProduct({ body: product('told') });
  const changed = await client.changeProduct({ params: { id: created.id }, body: { security_policy: 'with_updates' } }, { ifMatch: '"1"' });
  const rows = await portal.database.sql<{ event: object }>(
    `select event from products.outbox where event->>'subject' = $1 order by event->>'version'`,
    [created.id],
  );
  const actor = { principal: `user:${principal.kind === 'user' ? principal.id : ''}` };
  expect(rows.map((row) => row.event)).toMatchObject([
    { source: 'products', type: 'product.created', version: 1, organizationid: null, actor, data: created },
    { source: 'products', type: 'product.changed', version: 2, organizationid: null, actor, data: changed },
  ]);
});

test('the role of customers can read products and nothing else', async () => {
  const [row] = await portal.database.sql<{ rights: string }>(
    `select string_agg(right_name, ',') as rights from unnest(array['SELECT','INSERT','UPDATE','DELETE']) right_name
     where has_table_privilege('products', 'products.product', right_name)`,
  );
  expect(row?.rights).toBe('SELECT');
});
