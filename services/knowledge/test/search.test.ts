import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addProduct, editor, NOON, publish, reader, startWorld, write, type World } from './fixture.ts';
import { corpus, expectations } from './corpus.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.portal.clock.set(NOON);
  for (const { slug, texts } of corpus) await publish(world, '', '', { slug, texts });
});
afterAll(() => world.portal.stop());

async function find(q: string) {
  return reader(world).listArticles({ query: { q } });
}

test.each(expectations)('“%s” finds %s first', async (q, slug) => {
  expect((await find(q)).items[0]?.slug).toBe(slug);
});

describe('a search', () => {
  test('marks what it found, and says what it looked for instead', async () => {
    const { items, search } = await find('kbwtypbz');
    expect(search).toEqual({ matched: 'every_word', corrected: 'лицензия' });
    expect(items[0]?.snippet?.filter(({ marked }) => marked).map(({ text }) => text.toLowerCase())).toContain('лицензия');
  });

  test('finds what has some of the words where nothing has all of them', async () => {
    expect((await find('лицензия абракадабра')).search?.matched).toBe('some_words');
    expect((await find('абракадабра')).search).toEqual({ matched: 'nothing', corrected: null });
  });

  test('goes on where its page ended', async () => {
    const query = { q: 'сервер', limit: 1 };
    // A cursor is the reader's own.
    const client = reader(world);
    const first = await client.listArticles({ query });
    const second = await client.listArticles({ query: { ...query, cursor: first.next_cursor ?? '' } });
    expect(first.items[0]?.id).not.toBe(second.items[0]?.id);
    const all = await client.listArticles({ query: { q: 'сервер', count: true } });
    expect(all.items.slice(0, 2).map(({ id }) => id)).toEqual([first.items[0]?.id, second.items[0]?.id]);
    expect(all.total).toBe(all.items.length);
  });
});

test('of what customers did not find staff are told, not of what staff did not', async () => {
  await find('  Факс  по Телефону ');
  await find('факс по телефону');
  await editor(world).listArticles({ query: { q: 'телеграф' } });
  const { items } = await editor(world).listMissedSearches({ query: {} });
  expect(items.find(({ query }) => query === 'факс по телефону')?.times).toBe(2);
  expect(items.some(({ query }) => query === 'телеграф')).toBe(false);
  const [first] = items;
  await editor(world).deleteMissedSearch({ params: { id: first?.id ?? '' } });
  expect((await editor(world).listMissedSearches({ query: {} })).items).toHaveLength(items.length - 1);
});

test('a correction never tells a word that only hidden articles have', async () => {
  await publish(world, 'Проект «Рододендрон»', 'Текст', { audience: 'staff' });
  await write(world, 'Черновик про гиппопотама', 'Текст');
  for (const q of ['рододендрн', 'гиппопотма']) expect((await find(q)).search).toEqual({ matched: 'nothing', corrected: null });
});

test('articles are of a product and of its versions', async () => {
  const product = await addProduct(world.portal, 'horns-mail');
  const about = async (title: string, versions: string | null) => publish(world, title, 'Почтовик', { product_ids: [product], versions });
  await about('Все версии', null);
  await about('Первые', '1.x');
  await about('Вторые', '>=2.0|<3.0');
  const titles = async (version?: string) => {
    const query = { product_id: [product], sort: 'title' as const, ...(version === undefined ? {} : { version }) };
    return (await reader(world).listArticles({ query })).items.map(({ title }) => title);
  };
  expect(await titles()).toEqual(['Все версии', 'Вторые', 'Первые']);
  expect(await titles('1.8.1')).toEqual(['Все версии', 'Первые']);
  expect(await titles('2.4')).toEqual(['Все версии', 'Вторые']);
  expect(await titles('9.9')).toEqual(['Все версии']);
});

test('what only the translation has is shown of it, and said to be', async () => {
  const texts = {
    ru: { title: 'Проверка носителя', body: 'Запустите проверку и дождитесь её конца.' },
    en: { title: 'Checking a medium', body: 'Start the check; a **zebrawood** progress bar appears.' },
  };
  await publish(world, '', '', { slug: 'checking-a-medium', texts });
  const [found] = (await find('zebrawood')).items;
  expect(found).toMatchObject({ title: 'Проверка носителя', locale: 'ru', snippet_locale: 'en' });
  expect(found?.snippet?.filter(({ marked }) => marked)).toEqual([{ text: 'zebrawood', marked: true }]);
  expect((await find('проверка носителя')).items[0]).toMatchObject({ slug: 'checking-a-medium', snippet_locale: 'ru' });
});

test('while a request is written, articles that may answer it are suggested', async () => {
  const { items } = await reader(world).suggestArticles({ query: { q: 'Добрый день! После обновления не запускается служба на сервере' } });
  expect(items[0]?.slug).toBe('service-does-not-start');
  expect(items.length).toBeLessThanOrEqual(5);
});

test('what is near an article is shown beside it', async () => {
  const ids = { product_ids: [world.product] };
  const first = await publish(world, 'Настройка зеркала пакетов', 'Текст', ids);
  await publish(world, 'Проверка зеркала пакетов', 'Текст', ids);
  await publish(world, 'Зеркала в другом продукте', 'Текст');
  const { related } = await reader(world).getArticle({ params: { id: first.id }, query: {} });
  expect(related.map(({ title }) => title)).toEqual(['Проверка зеркала пакетов']);
});
