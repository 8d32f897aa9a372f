import { expect, test } from 'vitest';
import { i18n } from '../i18n/i18n.ts';
import { queryClient } from './query-client.ts';

test('what the API answered in one language is asked for again in another', async () => {
  await i18n.init({ lng: 'ru', resources: {} });
  queryClient.setQueryData(['purchases', '1'], { detail: 'Неизвестный продукт' });
  expect(queryClient.getQueryState(['purchases', '1'])?.isInvalidated).toBe(false);
  await i18n.changeLanguage('en');
  expect(queryClient.getQueryState(['purchases', '1'])?.isInvalidated).toBe(true);
});
