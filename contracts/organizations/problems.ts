import type { ProblemCatalogue, Text } from '@kabinet/problem';

export const organizationProblems = {
  cabinet_not_found: { status: 404, title: { ru: 'Организация не найдена', en: 'Organization not found' } },
  organization_exists: {
    status: 409,
    title: { ru: 'Такая организация уже есть', en: 'The organization exists already' },
    detail: { ru: 'Организация с этими ИНН и КПП уже заведена.', en: 'An organization with this INN and KPP exists already.' },
  },
  organization_cycle: {
    status: 409,
    title: { ru: 'Организация не может быть ниже самой себя', en: 'An organization cannot stand below itself' },
  },
  cabinet_closed: {
    status: 409,
    title: { ru: 'Организация закрыта или закрывается', en: 'The organization is closed or being closed' },
  },
  closed_from_above: {
    status: 409,
    title: { ru: 'Свою верхнюю организацию закрыть нельзя', en: 'You cannot close your topmost organization' },
    detail: {
      ru: 'Организацию закрывает тот, кто отвечает за вышестоящую, или поставщик.',
      en: 'Whoever is responsible for the organization above closes it, or the vendor.',
    },
  },
  parent_closed: {
    status: 409,
    title: { ru: 'Вышестоящая организация закрыта или закрывается', en: 'The organization above is closed or being closed' },
  },
  closing_not_found: { status: 404, title: { ru: 'Организацию не закрывали', en: 'Nobody has begun to close the organization' } },
  closing_ended: { status: 409, title: { ru: 'Закрытие уже завершилось', en: 'The closing has ended' } },
  cabinet_not_closed: { status: 409, title: { ru: 'Организация не закрыта', en: 'The organization is not closed' } },
  buyer_closed: { status: 409, title: { ru: 'Покупатель закрыт', en: 'The buyer is closed' } },
  requisites_confirmed: {
    status: 409,
    title: { ru: 'Реквизиты подтверждены', en: 'The requisites are confirmed' },
    detail: {
      ru: 'ИНН, КПП, ОГРН и вид этой организации подтвердил поставщик; изменить их может только он.',
      en: 'The vendor has confirmed the INN, KPP, OGRN and kind of this organization; only the vendor can change them.',
    },
  },
  logo_not_found: { status: 404, title: { ru: 'Логотип не найден', en: 'Logo not found' } },
  logo_unusable: {
    status: 422,
    title: { ru: 'Этот файл не годится в логотипы', en: 'This file is no usable logo' },
    detail: {
      ru: 'Нужен PNG со сторонами до 2048 точек или SVG из фигур: текст переведите в кривые, картинок внутри быть не должно.',
      en: 'A PNG with sides of up to 2,048 pixels is needed, or an SVG of shapes: turn its text into outlines; it may hold no pictures.',
    },
  },
} as const satisfies ProblemCatalogue;

export const organizationFields = {
  'format.inn': { ru: 'ИНН из 10 или 12 цифр', en: 'an INN of 10 or 12 digits' },
  'format.kpp': { ru: 'КПП из 9 знаков, например 770701001', en: 'a KPP of 9 characters such as 770701001' },
  'format.ogrn': { ru: 'ОГРН из 13 или 15 цифр', en: 'an OGRN of 13 or 15 digits' },
  inn_checksum: { ru: 'Контрольная сумма ИНН не сходится', en: 'The INN checksum does not match' },
  ogrn_checksum: { ru: 'Контрольная сумма ОГРН не сходится', en: 'The OGRN checksum does not match' },
  branch_inn: { ru: 'У филиала должен быть ИНН головной организации', en: 'A branch has the INN of its parent' },
  branch_kpp: { ru: 'У филиала должен быть собственный КПП', en: 'A branch has a KPP of its own' },
  parent_required: { ru: 'Укажите вышестоящую организацию', en: 'Name the parent organization' },
  no_parent: { ru: 'Вышестоящей организации нет: передавать наверх некуда', en: 'There is no organization above to move things to' },
  parent_closed: { ru: 'Вышестоящая организация закрыта или закрывается', en: 'The organization above is closed or being closed' },
  'format.colour': { ru: 'цвет вида #2456c7', en: 'a colour such as #2456c7' },
  accent_pale: {
    ru: 'Слишком бледный: контраст {contrast}, а нужен {needed}',
    en: 'Too pale: its contrast is {contrast}, {needed} is needed',
  },
  email: { ru: 'Неверный адрес почты', en: 'Invalid e-mail address' },
} as const satisfies Record<string, Text>;
