import { newCabinet, nextNumber } from '../new-things.ts';
import { PASSWORD } from '../people-things.ts';
import { aLink, NO_KEY, reason, type Recipe } from '../recipe.ts';

const anAnnouncement = { title: { ru: 'Объявление', en: 'Announcement' }, body: { ru: '…', en: '…' } };
const aStrangeId = '00000000-0000-7000-8000-000000000000';
const aService = { params: { service: 'licenses' } };

/** Organizations, people, what they are told, and the records of all. */
export const peopleRecipes: Readonly<Record<string, Recipe>> = {
  'audit.checkAuditChain': { ids: { 'query.chain': 'cabinet' } },
  'audit.listAuditChains': { ids: { 'query.after': 'cabinet' } },
  'organizations.createCabinet': { body: ({ id }) => ({ ...newCabinet(`Заведённая ${nextNumber()}`), parent_id: id }) },
  'organizations.changeCabinet': { body: () => ({ full_name: 'Общество с новым полным именем' }) },
  'organizations.closeCabinet': { body: () => ({ move_up: false }), settles: true },
  'organizations.ensureCabinet': { body: ({ inn, kpp, name }) => ({ inn, kpp, name }) },
  'organizations.findConfirmedCabinets': { body: ({ inn, kpp }) => ({ inn, kpp }), asks: true },
  'organizations.getVendorLogo': { params: { hash: NO_KEY } },
  'organizations.changeVendorSettings': { body: () => ({ accent: null }) },
  'organizations.getOrganizationNode': { ids: { 'params.id': 'cabinet' } },
  'organizations.getOrganizationContact': { ids: { 'params.id': 'cabinet' } },
  'auth.createJwt': { body: () => ({ email: 'nobody@people.example', password: 'a wrong passphrase' }) },
  'auth.confirmJwt': { body: () => ({ mfa_token: aLink, code: '000000' }) },
  'auth.refreshJwt': { body: () => ({ refresh_token: aLink }) },
  'auth.requestPasswordReset': { body: () => ({ email: 'nobody@people.example' }) },
  'auth.confirmPasswordReset': { body: () => ({ token: aLink, password: PASSWORD }) },
  'auth.changeMe': { body: () => ({ locale: 'ru' }) },
  'auth.changePassword': { body: () => ({ current_password: 'a wrong passphrase', password: PASSWORD }) },
  'auth.beginSecondFactor': { body: () => ({ password: 'a wrong passphrase' }) },
  'auth.confirmSecondFactor': { body: () => ({ code: '000000' }) },
  'auth.replaceRecoveryCodes': { body: () => ({ password: 'a wrong passphrase', code: '000000' }) },
  'auth.disableSecondFactor': { body: () => ({ password: 'a wrong passphrase', code: '000000' }) },
  'auth.resetSecondFactor': reason,
  'auth.requestEmailChange': { body: () => ({ password: 'a wrong passphrase', email: `new-${nextNumber()}@people.example` }) },
  'auth.confirmEmailChange': { body: () => ({ token: aLink }) },
  'auth.createDownloadLink': { body: () => ({ path: `/api/v1/artifacts/${aStrangeId}/content` }) },
  'auth.requestToJoin': {
    body: ({ inn, kpp }) => ({ inn, kpp, email: `asking-${nextNumber()}@people.example`, name: 'Просящий' }),
  },
  'auth.acceptJoinRequest': { body: () => ({ role: 'viewer' }), consumes: true },
  'auth.declineJoinRequest': { consumes: true },
  'auth.appointOwner': {
    body: () => ({ email: `owner-${nextNumber()}@people.example`, name: 'Владелец', reason: 'A test of access' }),
  },
  'auth.setCabinetSecurity': { body: () => ({ second_factor: 'optional' }) },
  'auth.endSession': { ids: { 'params.id': 'session' } },
  'auth.inviteCabinetUser': { body: () => ({ email: `guest-${nextNumber()}@people.example`, name: 'Гость', role: 'viewer' }) },
  'auth.importCabinetUsers': {
    body: () => ({ csv: `email;name;role\nguest-${nextNumber()}@people.example;Гость;viewer` }),
    settles: true,
  },
  'auth.changeCabinetUser': { body: () => ({ role: 'viewer' }) },
  'auth.readInvitation': { body: () => ({ token: aLink }) },
  'auth.acceptInvitation': { body: () => ({ token: aLink, password: PASSWORD }) },
  'auth.createToken': { body: ({ id }) => ({ name: 'Токен', scopes: ['licenses:read'], cabinet_id: id }) },
  'auth.changeUser': { body: () => ({ status: 'active' }) },
  'auth.startViewing': reason,
  'auth.resolveSession': { body: ({ things }) => ({ user_id: things.person[0], session_id: things.session[0] }) },
  'auth.resolvePerson': {
    body: ({ things }) => ({ user_id: things.person[0], work_id: things.report[0] }),
    ids: { 'body.work_id': 'report' },
  },
  'auth.resolveToken': { body: ({ secret }) => ({ token: secret }) },
  'auth.getMailRecipient': { body: ({ things }) => ({ kind: 'invitation', id: things.invitation[0] }), ids: { 'body.id': 'invitation' } },
  'auth.createUser': { body: () => ({ email: `made-${nextNumber()}@people.example`, name: 'Заведённый', password: PASSWORD }) },
  'auth.createMachineToken': { body: ({ id }) => ({ name: 'Токен', scopes: ['licenses:read'], cabinet_id: id }) },
  'auth.getMailbox': { ids: { 'params.id': 'user' } },
  'notifications.getNotification': { ids: { 'params.id': 'notification' } },
  'notifications.changeNotification': { body: () => ({ read: true }), ids: { 'params.id': 'notification' } },
  'notifications.deleteNotification': { ids: { 'params.id': 'notification' } },
  'notifications.createNotification': { body: ({ id }) => ({ ...anAnnouncement, audience: { kind: 'organization', cabinet_id: id } }) },
  'notifications.putNotificationPreferences': { body: () => ({ items: [] }) },
  'notifications.putNotificationDefaults': { body: () => ({ expiry_days: [30], email: [] }) },
  'notifications.putRetention': { body: () => ({ mail_days: 90, notice_months: 13 }) },
  'notifications.unsubscribe': { params: { token: aLink } },
  'notifications.createWebhook': {
    body: ({ id, key }) => ({ cabinet_id: id, url: `https://hooks-${nextNumber()}.${key.replace('_', '-')}.example/`, events: ['expiry'] }),
  },
  'notifications.changeWebhook': { body: () => ({ description: 'Changed' }) },
  'system.getService': aService,
  'system.listDeadLetters': aService,
  'system.replayDeadLetters': {
    ...aService,
    body: ({ things }) => ({ event_ids: things.dead_letter }),
    ids: { 'body.event_ids': 'dead_letter' },
    settles: true,
  },
};
