import { member, staff } from 'kabinet-program/testing';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { articles, editor, NOON, publish, reader, startWorld, write, type World } from './fixture.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.portal.clock.set(NOON));
afterAll(() => world.portal.stop());

const notFound = { code: 'article_not_found' };

describe('an article', () => {
  test('is named after its title, and read by id or name', async () => {
    const written = await write(world, 'Установка на сервер', 'Текст');
    expect(written).toMatchObject({ slug: 'ustanovka-na-server', status: 'draft', audience: 'public', locale: 'ru', published_at: null });
    expect((await write(world, 'Установка на сервер', 'Другой')).slug).toBe('ustanovka-na-server-2');
    expect((await editor(world).getArticle({ params: { id: 'ustanovka-na-server' }, query: {} })).id).toBe(written.id);
  });

  test('goes from draft by review to its readers, who see no later draft', async () => {
    const { id } = await write(world, 'Порты', 'Порт **8080**.');
    await expect(reader(world).getArticle({ params: { id }, query: {} })).rejects.toMatchObject(notFound);
    const params = { id };
    expect((await editor(world).submitArticle({ params })).status).toBe('review');
    await expect(reader(world).getArticle({ params, query: {} })).rejects.toMatchObject(notFound);
    const published = await editor(world).publishArticle({ params });
    expect(published).toMatchObject({ status: 'published', editing: { revision: 1, published_revision: 1 } });
    const body = { texts: { ru: { title: 'Порты и адреса', body: 'Порт 8443.' } }, note: 'Новый порт' };
    const changed = await editor(world).changeArticle({ params, body }, { ifMatch: '"3"' });
    expect(changed).toMatchObject({ title: 'Порты и адреса', status: 'draft', editing: { revision: 2, published_revision: 1 } });
    expect(await reader(world).getArticle({ params, query: {} })).toMatchObject({
      title: 'Порты',
      body: 'Порт **8080**.',
      status: 'published',
      editing: null,
    });
    await editor(world).publishArticle({ params });
    expect((await reader(world).getArticle({ params, query: {} })).title).toBe('Порты и адреса');
  });

  test('is seen no more once it is withdrawn, and only then deleted', async () => {
    const published = await publish(world, 'Прежняя', 'Текст');
    const params = { id: published.id };
    await expect(editor(world).deleteArticle({ params }, { ifMatch: '*' })).rejects.toMatchObject({
      code: 'article_published',
    });
    await editor(world).withdrawArticle({ params });
    await expect(reader(world).getArticle({ params, query: {} })).rejects.toMatchObject(notFound);
    await editor(world).deleteArticle({ params }, { ifMatch: '*' });
    await expect(editor(world).getArticle({ params, query: {} })).rejects.toMatchObject(notFound);
  });

  test('keeps the names that it had', async () => {
    const published = await publish(world, 'Старое имя', 'Текст');
    const params = { id: published.id };
    const renamed = await editor(world).changeArticle({ params, body: { slug: 'a-new-name' } }, { ifMatch: '*' });
    expect(renamed.slug).toBe('a-new-name');
    // To customers the name of a draft says nothing before it is published, as one that nobody has.
    const asReader = { params: { id: 'a-new-name' }, query: {} };
    await expect(reader(world).getArticle(asReader)).rejects.toMatchObject({ code: 'article_not_found' });
    expect((await editor(world).getArticle(asReader)).id).toBe(published.id);
    expect((await reader(world).getArticle({ params: { id: 'staroe-imya' }, query: {} })).slug).toBe('staroe-imya');
    await editor(world).publishArticle({ params });
    expect((await reader(world).getArticle(asReader)).slug).toBe('a-new-name');
    expect((await reader(world).getArticle({ params: { id: 'staroe-imya' }, query: {} })).slug).toBe('a-new-name');
    await expect(write(world, 'Чужое', 'Текст', { slug: 'staroe-imya' })).rejects.toMatchObject({
      code: 'slug_taken',
      errors: [{ pointer: '/slug' }],
    });
  });

  test('is refused with all that is wrong with it', async () => {
    const stray = '00000000-0000-7000-8000-000000000000';
    const more = { audience: 'holders' as const, versions: 'around two', category_id: stray, original: 'en' as const };
    await expect(write(world, 'Т', 'Т', more)).rejects.toMatchObject({
      code: 'invalid_body',
      errors: [
        { pointer: '/texts/en', code: 'original_missing' },
        { pointer: '/product_ids', code: 'products_needed' },
        { pointer: '/versions', code: 'versions_unclear' },
        { pointer: '/category_id', code: 'category_unknown' },
      ],
    });
    await expect(write(world, 'Т', 'Т', { product_ids: [stray] })).rejects.toMatchObject({ errors: [{ pointer: '/product_ids/0' }] });
  });

  test('that somebody else changed meanwhile is not overwritten', async () => {
    const first = await write(world, 'Вместе', 'Текст');
    const params = { id: first.id };
    const change = (body: string) => ({ params, body: { texts: { ru: { title: 'Вместе', body } } } });
    await editor(world).changeArticle(change('Первый'), { ifMatch: '"1"' });
    await expect(editor(world).changeArticle(change('Второй'), { ifMatch: '"1"' })).rejects.toMatchObject({
      code: 'version_mismatch',
    });
  });
});

describe('languages', () => {
  test('are told apart, and a translation that fell behind says so', async () => {
    const texts = { ru: { title: 'Ключи', body: 'По-русски' }, en: { title: 'Keys', body: 'In English' } };
    const published = await publish(world, '', '', { texts });
    const params = { id: published.id };
    const english = await reader(world).getArticle({ params, query: { locale: 'en' } });
    expect(english).toMatchObject({ title: 'Keys', locale: 'en', locales: ['ru', 'en'], is_outdated: false });
    const body = { texts: { ru: { title: 'Ключи', body: 'Иначе' } } };
    await editor(world).changeArticle({ params, body }, { ifMatch: '*' });
    await editor(world).publishArticle({ params });
    expect((await reader(world).getArticle({ params, query: { locale: 'en' } })).is_outdated).toBe(true);
    expect((await reader(world).getArticle({ params, query: { locale: 'ru' } })).is_outdated).toBe(false);
  });

  test('that are missing are the other one', async () => {
    const { id } = await publish(world, 'Только по-русски', 'Текст');
    expect(await reader(world).getArticle({ params: { id }, query: { locale: 'en' } })).toMatchObject({ locale: 'ru', locales: ['ru'] });
  });
});

test('what is for holders of a product does not exist for others, and what is for staff for no customer', async () => {
  const held = await publish(world, 'Только держателям', 'Секретослово', { audience: 'holders', product_ids: [world.product] });
  const inner = await publish(world, 'Только своим', 'Секретослово', { audience: 'staff' });
  const seen = async (organization: World['holder'], id: string) =>
    reader(world, organization)
      .getArticle({ params: { id }, query: {} })
      .then(
        () => true,
        () => false,
      );
  expect([await seen(world.holder, held.id), await seen(world.stranger, held.id)]).toEqual([true, false]);
  expect([await seen(world.holder, inner.id), await seen(world.stranger, inner.id)]).toEqual([false, false]);
  const found = async (organization: World['holder']) => {
    const { items, total } = await reader(world, organization).listArticles({ query: { q: 'секретослово', count: true } });
    return [items.map(({ id }) => id), total];
  };
  expect(await found(world.holder)).toEqual([[held.id], 1]);
  expect(await found(world.stranger)).toEqual([[], 0]);
  expect((await reader(world, world.stranger).suggestArticles({ query: { q: 'секретослово' } })).items).toEqual([]);
});

test('a history tells what changed, by whom, and gives it back', async () => {
  const written = await write(world, 'История', 'Первый текст');
  const params = { id: written.id };
  const body = { texts: { ru: { title: 'История', body: 'Второй текст' } }, note: 'Переписано' };
  await editor(world).changeArticle({ params, body }, { ifMatch: '*' });
  const { items } = await editor(world).listArticleRevisions({ params, query: {} });
  expect(items.map(({ number, note }) => [number, note])).toEqual([
    [2, 'Переписано'],
    [1, null],
  ]);
  const first = await editor(world).getArticleRevision({ params: { ...params, number: '1' } });
  expect(first.contents.texts.ru?.body).toBe('Первый текст');
  expect(await editor(world).restoreArticleRevision({ params: { ...params, number: '1' } })).toMatchObject({
    body: 'Первый текст',
    editing: { revision: 3 },
  });
  await expect(editor(world).getArticleRevision({ params: { ...params, number: '9' } })).rejects.toMatchObject({
    code: 'revision_not_found',
  });
});

test('files are named by texts, and customers get those that published texts name', async () => {
  const written = await publish(world, 'С картинкой', '![окно](окно.png)');
  const upload = (name: string) =>
    editor(world).uploadArticleFile({
      params: { id: written.id },
      query: { name },
      upload: { body: Readable.from([Buffer.from('bytes')]), content_type: 'application/octet-stream', length: 5 },
    });
  const shown = await upload('окно.png');
  const draft = await upload('draft.png');
  await expect(upload('окно.png')).rejects.toMatchObject({ code: 'file_name_taken' });
  const params = { id: written.id };
  expect((await reader(world).getArticle({ params, query: {} })).files.map(({ name }) => name)).toEqual(['окно.png']);
  expect((await editor(world).getArticle({ params, query: {} })).files.map(({ name }) => name)).toEqual(['окно.png', 'draft.png']);
  const file = await reader(world).downloadArticleFile({ params: { ...params, file_id: shown.id } });
  expect((await buffer(file)).toString()).toBe('bytes');
  await expect(reader(world).downloadArticleFile({ params: { ...params, file_id: draft.id } })).rejects.toMatchObject({
    code: 'file_not_found',
  });
  await expect(editor(world).deleteArticleFile({ params: { ...params, file_id: shown.id } })).rejects.toMatchObject({
    code: 'file_in_use',
  });
  await editor(world).deleteArticleFile({ params: { ...params, file_id: draft.id } });
});

test('readers say whether it helped, once each, and staff read it', async () => {
  const { id } = await publish(world, 'Полезная', 'Текст');
  const params = { id };
  const somebody = articles(world, member(world.holder, 'owner'));
  await somebody.giveFeedback({ params, body: { helpful: true, comment: null } });
  await somebody.giveFeedback({ params, body: { helpful: false, comment: 'Не хватает шага' } });
  expect((await somebody.getArticle({ params, query: {} })).my_feedback).toEqual({ helpful: false, comment: 'Не хватает шага' });
  await reader(world, world.stranger).giveFeedback({ params, body: { helpful: true, comment: null } });
  expect((await editor(world).getArticle({ params, query: {} })).editing?.feedback).toEqual({ helpful: 1, unhelpful: 1 });
  const { items } = await editor(world).listArticleFeedback({ params, query: { helpful: false } });
  expect(items).toMatchObject([{ helpful: false, comment: 'Не хватает шага', locale: 'ru' }]);
});

test('categories are in their order and count what the reader sees', async () => {
  const desk = editor(world);
  const later = await desk.createArticleCategory({ body: { slug: 'errors', name: { ru: 'Ошибки', en: 'Errors' }, position: 2 } });
  const first = await desk.createArticleCategory({ body: { slug: 'start', name: { ru: 'Начало', en: 'Start' }, position: 1 } });
  await publish(world, 'В разделе', 'Текст', { category_id: first.id });
  await write(world, 'Черновик в разделе', 'Текст', { category_id: first.id });
  const counted = async (client = desk) => (await client.listArticleCategories({})).items.map(({ slug, articles: count }) => [slug, count]);
  expect(await counted()).toEqual([
    ['start', 2],
    ['errors', 0],
  ]);
  expect(await counted(reader(world))).toEqual([
    ['start', 1],
    ['errors', 0],
  ]);
  await expect(
    desk.replaceArticleCategory({ params: { id: later.id }, body: { slug: 'start', name: later.name, position: 2 } }),
  ).rejects.toMatchObject({
    code: 'slug_taken',
  });
  await desk.deleteArticleCategory({ params: { id: first.id } });
  expect((await reader(world).listArticles({ query: { q: 'разделе' } })).items).toMatchObject([{ title: 'В разделе', category: null }]);
});

test('the support writes articles too, account managers do not', async () => {
  const body = { texts: { ru: { title: 'От поддержки', body: 'Текст' } } };
  await articles(world, staff('support_engineer')).createArticle({ body });
  await expect(articles(world, staff('account_manager')).createArticle({ body })).rejects.toMatchObject({ code: 'forbidden' });
});
