import type { ProblemCatalogue, Text } from '@kabinet/problem';
import { listFields } from '../lists.ts';
import { transferProblems } from './transfer-problems.ts';

export const licenseProblems = {
  license_not_found: { status: 404, title: { ru: 'Лицензия не найдена', en: 'License not found' } },
  certificate_not_found: { status: 404, title: { ru: 'Сертификат не найден', en: 'Certificate not found' } },
  purchase_not_found: { status: 404, title: { ru: 'Покупка не найдена', en: 'Purchase not found' } },
  invalid_purchase: {
    status: 422,
    title: { ru: 'Покупка содержит ошибки', en: 'The purchase has errors' },
    detail: {
      ru: 'Покупка отклонена целиком и сохранена. Исправьте её и пришлите с тем же номером.',
      en: 'The purchase was refused as a whole and kept. Mend it and send it under the same id.',
    },
  },
  purchase_conflict: {
    status: 409,
    title: {
      ru: 'Покупка с этим номером уже принята с другим содержанием',
      en: 'A purchase with this id was accepted with other contents',
    },
  },
  purchase_not_refused: {
    status: 409,
    title: { ru: 'Повторить можно только отклонённую покупку', en: 'Only a refused purchase can be replayed' },
  },
  purchase_not_accepted: {
    status: 409,
    title: { ru: 'Отменить можно только принятую покупку', en: 'Only an accepted purchase can be reversed' },
  },
  purchase_units_moved: {
    status: 409,
    title: { ru: 'Часть купленного уже передана', en: 'Some of what was bought has been transferred' },
    detail: { ru: 'Сначала верните переданное: {licenses}.', en: 'Return what was transferred first: {licenses}.' },
  },
  purchase_changed_since: {
    status: 409,
    title: { ru: 'Купленное с тех пор изменено', en: 'What was bought has changed since' },
    detail: { ru: 'Срок изменён после этой покупки: {numbers}.', en: 'The term was changed after this purchase: {numbers}.' },
  },
  invalid_license_list: {
    status: 422,
    title: { ru: 'В списке есть ошибки', en: 'The list has errors' },
    detail: {
      ru: 'Ничего не выдано. Исправьте список и пришлите его снова.',
      en: 'Nothing was issued. Mend the list and send it again.',
    },
  },
  not_suspendable: { status: 409, title: { ru: 'Приостановить нельзя', en: 'It cannot be suspended' } },
  not_suspended: { status: 409, title: { ru: 'Не приостановлено', en: 'It is not suspended' } },
  already_revoked: { status: 409, title: { ru: 'Уже отозвано', en: 'It has been revoked' } },
  ...transferProblems,
} as const satisfies ProblemCatalogue;

export const licenseFields = {
  'format.version_range': { ru: 'версия вида 1.x, 2.4.x или 2.4.1', en: 'a version such as 1.x, 2.4.x or 2.4.1' },
  'format.purchase_source': {
    ru: 'имя источника из строчных латинских букв, цифр, точек, дефисов и подчёркиваний, не длиннее 64 символов',
    en: 'the name of a source of lower-case letters, digits, dots, hyphens and underscores, at most 64 characters',
  },
  buyer_closed: {
    ru: 'Организация покупателя закрыта или закрывается: откройте её снова или заведите новую',
    en: 'The buyer’s organization is closed or being closed: open it again or enter a new one',
  },
  ...listFields,
  unknown_cabinet: { ru: 'Нет такой организации', en: 'No such organization' },
  closed_cabinet: { ru: 'Организация закрыта или закрывается', en: 'The organization is closed or being closed' },
  ambiguous_cabinet: {
    ru: 'Таких организаций несколько: укажите КПП или номер кабинета (cabinet_id)',
    en: 'There are several such organizations: give the KPP or the id of the cabinet (cabinet_id)',
  },
  license_is_named: {
    ru: 'В строке названа уже выданная лицензия: оставьте эту ячейку пустой',
    en: 'The row names a licence that is there: leave this cell empty',
  },
  unknown_product: { ru: 'Нет такого продукта', en: 'No such product' },
  archived_product: { ru: 'Продукт снят с продажи', en: 'The product is no longer sold' },
  unknown_level: { ru: 'У продукта нет такого уровня поддержки', en: 'The product has no such support level' },
  ends_before_start: { ru: 'Срок кончается раньше, чем начинается', en: 'The term ends before it starts' },
  unknown_number: {
    ru: 'У покупателя нет лицензии или сертификата с этим номером',
    en: 'The buyer has no licence or certificate of this number',
  },
  renews_perpetual: { ru: 'Бессрочную лицензию продлить нельзя', en: 'A perpetual licence cannot be extended' },
  renews_revoked: { ru: 'Отозванное продлить нельзя', en: 'What was revoked cannot be extended' },
  not_later: { ru: 'Новый срок не позже прежнего', en: 'The new term is not later than the present one' },
  not_renewed_twice: { ru: 'Этот номер продлевается в покупке дважды', en: 'The purchase renews this number twice' },
  identity_changed: {
    ru: 'Источник и номер отклонённой покупки не меняются',
    en: 'The source and id of a refused purchase stay as they are',
  },
  transferred_twice: { ru: 'Эта лицензия уже есть в списке', en: 'The list has this licence already' },
  license_not_covered: { ru: 'Сертификат не распространяется на эту лицензию', en: 'The certificate does not cover this licence' },
  different_givers: { ru: 'Лицензии разных организаций', en: 'Licences of different organizations' },
  different_products: { ru: 'Лицензии разных продуктов или организаций', en: 'Licences of different products or organizations' },
} as const satisfies Record<string, Text>;
