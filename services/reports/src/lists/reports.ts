import type { Issue } from '@kabinet/contracts/issues/resources';
import type { Certificate, License } from '@kabinet/contracts/licenses/resources';
import {
  certificateColumns,
  issueColumns,
  licenseColumns,
  type CertificateColumn,
  type IssueColumn,
  type LicenseColumn,
} from '@kabinet/contracts/reports/columns';
import type { Locale } from '@kabinet/problem';
import type { Report } from '../domain/table.ts';
import { issueStatuses, severities, termStatuses } from './words.ts';

type Owned = Pick<License, 'id' | 'number' | 'cabinet' | 'product' | 'created_at'>;

/** What licences, certificates and requests have alike. */
const shared = {
  number: { heading: { ru: 'Номер', en: 'Number' }, type: 'text', width: 18, value: ({ number }: Owned) => number },
  product: {
    heading: { ru: 'Продукт', en: 'Product' },
    type: 'text',
    width: 28,
    value: ({ product }: Owned, locale: 'ru' | 'en') => product.name[locale],
  },
  cabinet: { heading: { ru: 'Организация', en: 'Organization' }, type: 'text', width: 36, value: ({ cabinet }: Owned) => cabinet.name },
  id: { heading: { ru: 'Идентификатор', en: 'Id' }, type: 'text', width: 38, value: ({ id }: Owned) => id },
  cabinet_id: {
    heading: { ru: 'Идентификатор организации', en: 'Organization id' },
    type: 'text',
    width: 38,
    value: ({ cabinet }: Owned) => cabinet.id,
  },
} as const;

type Term = Pick<License, 'status' | 'valid_from' | 'valid_until' | 'created_at'>;

const term = {
  status: {
    heading: { ru: 'Состояние', en: 'State' },
    type: 'text',
    width: 16,
    total: 'count',
    value: ({ status }: Term, locale: 'ru' | 'en') => termStatuses[status][locale],
  },
  valid_from: { heading: { ru: 'Действует с', en: 'Valid from' }, type: 'date', width: 13, value: ({ valid_from }: Term) => valid_from },
  valid_until: {
    heading: { ru: 'Действует по', en: 'Valid until' },
    type: 'date',
    width: 13,
    value: ({ valid_until }: Term) => valid_until,
  },
  created_at: { heading: { ru: 'Выдан', en: 'Issued' }, type: 'instant', width: 19, value: ({ created_at }: Term) => created_at },
} as const;

function namesOf({ product }: Owned, locale: Locale): [string, string][] {
  return [[product.id, product.name[locale]]];
}

function namesOfPerson(person: Issue['assignee']): [string, string][] {
  return person?.id && person.name ? [[person.id, person.name]] : [];
}

export const licenseReport: Report<License, LicenseColumn> = {
  name: 'licenses',
  title: { ru: 'Лицензии', en: 'Licences' },
  order: licenseColumns,
  optional: ['id', 'cabinet_id'],
  names: namesOf,
  columns: {
    ...shared,
    ...term,
    quantity: {
      heading: { ru: 'Количество', en: 'Quantity' },
      type: 'integer',
      width: 12,
      total: 'sum',
      value: ({ quantity }) => quantity,
    },
    versions: { heading: { ru: 'Версии', en: 'Versions' }, type: 'text', width: 10, value: ({ versions }) => versions },
    parameters: {
      heading: { ru: 'Параметры', en: 'Parameters' },
      type: 'text',
      width: 40,
      value: ({ parameters }) =>
        Object.entries(parameters)
          .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
          .join('; '),
    },
  },
};

export const certificateReport: Report<Certificate, CertificateColumn> = {
  name: 'certificates',
  title: { ru: 'Сертификаты', en: 'Certificates' },
  order: certificateColumns,
  optional: ['id', 'cabinet_id'],
  names: namesOf,
  columns: {
    ...shared,
    ...term,
    level: { heading: { ru: 'Уровень', en: 'Level' }, type: 'text', width: 14, value: ({ level }) => level },
    licenses: {
      heading: { ru: 'Лицензии', en: 'Licences' },
      type: 'text',
      width: 36,
      value: ({ licenses }) => licenses.map(({ number, quantity }) => `${number} (${quantity})`).join(', '),
    },
  },
};

export const issueReport: Report<Issue, IssueColumn> = {
  name: 'issues',
  title: { ru: 'Запросы в поддержку', en: 'Support requests' },
  order: issueColumns,
  optional: ['id', 'cabinet_id'],
  names: (issue, locale) => [...namesOf(issue, locale), ...namesOfPerson(issue.assignee)],
  columns: {
    ...shared,
    subject: { heading: { ru: 'Тема', en: 'Subject' }, type: 'text', width: 48, value: ({ subject }) => subject },
    version: { heading: { ru: 'Версия', en: 'Version' }, type: 'text', width: 10, value: ({ version }) => version },
    severity: {
      heading: { ru: 'Важность', en: 'Severity' },
      type: 'text',
      width: 14,
      total: 'count',
      value: ({ severity }, locale) => severities[severity][locale],
    },
    status: {
      heading: { ru: 'Состояние', en: 'State' },
      type: 'text',
      width: 24,
      total: 'count',
      value: ({ status }, locale) => issueStatuses[status][locale],
    },
    author: { heading: { ru: 'Автор', en: 'Author' }, type: 'text', width: 28, value: ({ created_by }) => created_by.name },
    assignee: { heading: { ru: 'Исполнитель', en: 'Assignee' }, type: 'text', width: 28, value: ({ assignee }) => assignee?.name ?? null },
    respond_by: { heading: { ru: 'Ответить до', en: 'Respond by' }, type: 'instant', width: 19, value: ({ respond_by }) => respond_by },
    responded_at: {
      heading: { ru: 'Первый ответ', en: 'First answer' },
      type: 'instant',
      width: 19,
      value: ({ responded_at }) => responded_at,
    },
    created_at: { heading: { ru: 'Открыт', en: 'Opened' }, type: 'instant', width: 19, value: ({ created_at }) => created_at },
    updated_at: { heading: { ru: 'Изменён', en: 'Updated' }, type: 'instant', width: 19, value: ({ updated_at }) => updated_at },
  },
};
