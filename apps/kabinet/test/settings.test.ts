import { expect, test } from 'vitest';
import { readSettings } from '../src/settings.ts';

test.each([
  [{}, { ru: 'ООО «Рога и копыта»', en: 'Horns and Hooves LLC' }],
  [{ VENDOR_NAME: 'АО «Сталь»' }, { ru: 'АО «Сталь»', en: 'АО «Сталь»' }],
  [
    { VENDOR_NAME: 'АО «Сталь»', VENDOR_NAME_EN: 'Steel' },
    { ru: 'АО «Сталь»', en: 'Steel' },
  ],
  [
    { VENDOR_NAME: '', VENDOR_NAME_EN: 'Hooves' },
    { ru: 'ООО «Рога и копыта»', en: 'Hooves' },
  ],
])('with %j the vendor is called %j', (environment, vendor) => {
  expect(readSettings(environment).vendor).toEqual(vendor);
});
