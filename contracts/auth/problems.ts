import type { ProblemCatalogue, Text } from '@kabinet/problem';
import { listFields } from '../lists.ts';

export const authProblems = {
  // Alike for a wrong password, an unknown address, a disabled account and one without a password.
  invalid_credentials: {
    status: 401,
    title: { ru: 'Неверный адрес или пароль', en: 'Wrong e-mail or password' },
  },
  // Alike for a token that is unknown, spent, expired, or whose session has ended.
  invalid_refresh_token: {
    status: 401,
    title: { ru: 'Сеанс завершён', en: 'The session has ended' },
    detail: { ru: 'Войдите снова.', en: 'Log in again.' },
  },
  // Comes with the member `mfa_token`, for `POST /jwt/second-factor`.
  second_factor_required: {
    status: 401,
    title: { ru: 'Нужен код подтверждения', en: 'A confirmation code is needed' },
    detail: {
      ru: 'Введите код из приложения или один из кодов восстановления.',
      en: 'Enter the code of your authenticator app or one of your recovery codes.',
    },
  },
  // Alike for a wrong code, one that was used before, and a recovery code that is spent.
  invalid_code: {
    status: 401,
    title: { ru: 'Неверный код', en: 'Wrong code' },
    detail: {
      ru: 'Код неверен или уже использован. Дождитесь следующего кода и проверьте часы устройства.',
      en: 'The code is wrong or was used already. Wait for the next one, and check the clock of the device.',
    },
  },
  // Alike for a token that is unknown, used, expired or overtaken by another password.
  invalid_mfa_token: {
    status: 401,
    title: { ru: 'Вход не завершён', en: 'The login was not completed' },
    detail: { ru: 'Прошло слишком много времени. Введите пароль снова.', en: 'It took too long. Enter your password again.' },
  },
  second_factor_active: {
    status: 409,
    title: { ru: 'Второй фактор уже включён', en: 'The second factor is on already' },
    detail: { ru: 'Чтобы сменить приложение, сначала отключите его.', en: 'To change the app, turn it off first.' },
  },
  second_factor_inactive: { status: 409, title: { ru: 'Второй фактор не включён', en: 'There is no second factor' } },
  // Alike for a link that is unknown, used, withdrawn or expired.
  invalid_link: {
    status: 410,
    title: { ru: 'Ссылка недействительна', en: 'The link is not valid' },
    detail: {
      ru: 'Ссылка устарела или уже использована. Запросите новую.',
      en: 'The link has expired or was used already. Ask for a new one.',
    },
  },
  session_not_found: { status: 404, title: { ru: 'Сеанс не найден', en: 'Session not found' } },
  cabinet_not_found: { status: 404, title: { ru: 'Организация не найдена', en: 'Organization not found' } },
  cabinet_closed: {
    status: 409,
    title: { ru: 'Организация закрыта или закрывается', en: 'The organization is closed or being closed' },
  },
  cabinet_user_not_found: { status: 404, title: { ru: 'Сотрудник не найден', en: 'Person not found' } },
  cabinet_user_exists: {
    status: 409,
    title: { ru: 'Уже работает в этой организации', en: 'Already belongs to this organization' },
    detail: {
      ru: 'У этого человека уже есть доступ к организации. Измените его роль.',
      en: 'This person has access to the organization already. Change the role instead.',
    },
  },
  last_owner: {
    status: 409,
    title: { ru: 'Это последний владелец', en: 'This is the last owner' },
    detail: {
      ru: 'Без владельца организацией некому управлять. Сначала назначьте другого.',
      en: 'Nobody could run the organization without one. Appoint another first.',
    },
  },
  invalid_import: {
    status: 422,
    title: { ru: 'В списке есть ошибки', en: 'The list has errors' },
    detail: {
      ru: 'Никто не приглашён. Исправьте список и пришлите его снова.',
      en: 'Nobody was invited. Mend the list and send it again.',
    },
  },
  user_not_found: { status: 404, title: { ru: 'Пользователь не найден', en: 'User not found' } },
  user_exists: { status: 409, title: { ru: 'Такой пользователь уже есть', en: 'The user exists already' } },
  join_request_not_found: { status: 404, title: { ru: 'Заявка не найдена', en: 'Request not found' } },
  own_factor_first: {
    status: 409,
    title: { ru: 'Сначала включите второй фактор у себя', en: 'Turn your own second factor on first' },
    detail: { ru: 'Иначе вы сами потеряете доступ к организации.', en: 'You would lose your own access to the organization otherwise.' },
  },
  // Of staff, of whom there is nothing to see, and of who cannot log in.
  not_viewable: {
    status: 409,
    title: { ru: 'Смотреть глазами этого пользователя нельзя', en: 'You cannot look with the eyes of this user' },
    detail: { ru: 'Это доступно для действующих пользователей заказчиков.', en: 'It is for customers whose account is active.' },
  },
  own_account: {
    status: 409,
    title: { ru: 'Нельзя лишить прав самого себя', en: 'You cannot take away your own rights' },
    detail: { ru: 'Попросите другого администратора.', en: 'Ask another administrator.' },
  },
  token_not_found: { status: 404, title: { ru: 'Токен не найден', en: 'Token not found' } },
  mail_recipient_not_found: { status: 404, title: { ru: 'Получатель не найден', en: 'Recipient not found' } },
} as const satisfies ProblemCatalogue;

export const authFields = {
  common_password: { ru: 'Слишком распространённый пароль', en: 'This password is too common' },
  password_is_email: { ru: 'Пароль не должен повторять адрес почты', en: 'The password must not be the e-mail address' },
  wrong_code: { ru: 'Код неверен или уже использован', en: 'The code is wrong or was used already' },
  wrong_password: { ru: 'Неверный пароль', en: 'Wrong password' },
  scope_not_held: { ru: 'У вас самих нет этих прав в организации', en: 'You do not hold these rights in the organization yourself' },
  vendor_scope: {
    ru: 'Это право бывает только у токена вендора, не привязанного к организации',
    en: 'Only a token of the vendor, bound to no organization, can have this right',
  },
  ...listFields,
  repeated_row: { ru: 'Этот адрес уже есть в строке {row}', en: 'This address stands in row {row} already' },
  'format.content_path': {
    ru: 'адрес содержимого на портале: /api/v1/artifacts/<id>/content',
    en: 'a path of the portal that leads to bytes: /api/v1/artifacts/<id>/content',
  },
  in_the_past: { ru: 'Срок уже прошёл', en: 'The time has passed already' },
} as const satisfies Record<string, Text>;
