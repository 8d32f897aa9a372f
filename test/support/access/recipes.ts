import type { Target } from './answers.ts';
import { titleOf } from './answers.ts';
import { advisoryDocument } from './advisory-document.ts';
import { newFile, newReleaseKey } from './release-things.ts';
import { idPlaces } from './places.ts';
import { kinds, newCabinet, newProduct, nextNumber, PASSWORD, purchaseMessage, type Kind, type Organization } from './things.ts';

/** What the contract of an operation cannot say: contents that make sense, and what its ids stand for. */
export interface Recipe {
  /** Parameters of the path beside the resource's; an id is named by its kind in `ids`. */
  readonly params?: Readonly<Record<string, string>>;
  /** A body that the operation takes, about this organization. */
  readonly body?: (organization: Organization) => unknown;
  /** What ids stand for whose names do not say it: `params.id`, `body.subject_id`. */
  readonly ids?: Readonly<Record<string, Kind>>;
  /** Done once more it does nothing, and tells everybody so in the same words. */
  readonly settles?: true;
  /** What it is done to is gone afterwards, as a request is once it is answered. */
  readonly consumes?: true;
  /** It asks and changes nothing, though it is no GET: ids narrow what it answers. */
  readonly asks?: true;
  /** Places whose things are the vendor's and shown to everybody who may ask: none of them is foreign. */
  readonly shared?: readonly string[];
}

/** What an id stands for by its name, wherever it stands. */
const KIND_BY_NAME: Readonly<Record<string, Kind>> = {
  cabinet_id: 'cabinet',
  to_cabinet_id: 'cabinet',
  organization_id: 'cabinet',
  parent_id: 'cabinet',
  delivery_id: 'webhook_delivery',
  license_id: 'license',
  license_ids: 'license',
  release_id: 'release',
  purchase_id: 'purchase',
  product_id: 'product',
  user_id: 'person',
  session_id: 'session',
  certificate_id: 'certificate',
  comment_id: 'comment',
  attachment_id: 'attachment',
  file_id: 'article_file',
  category_id: 'article_category',
  upload_id: 'attachment_upload',
};

const reason = { body: () => ({ reason: 'A test of access' }) };
const later = { valid_until: '2031-12-31' };
const aTemplate = { params: { kind: 'license' }, body: () => ({ accent: '#204080' }) };
const aTransfer = { body: ({ id }: Organization) => ({ to_cabinet_id: id, quantity: 1 }) };
const manyTransfers = {
  body: ({ id, things }: Organization) => ({ to_cabinet_id: id, licenses: [{ license_id: things.license[0], quantity: 1 }] }),
};
const anAnnouncement = { title: { ru: 'Объявление', en: 'Announcement' }, body: { ru: '…', en: '…' } };
const aService = { params: { service: 'licenses' } };
const aStrangeId = '00000000-0000-7000-8000-000000000000';
const NO_KEY = '0'.repeat(16);
const aLink = 'not-a-token-that-anybody-was-given';

const recipes: Readonly<Record<string, Recipe>> = {
  'audit.checkAuditChain': { ids: { 'query.chain': 'cabinet' } },
  'audit.listAuditChains': { ids: { 'query.after': 'cabinet' } },
  'organizations.createCabinet': { body: ({ id }) => ({ ...newCabinet(`Заведённая ${nextNumber()}`), parent_id: id }) },
  'organizations.changeCabinet': { body: () => ({ full_name: 'Общество с новым полным именем' }) },
  'organizations.closeCabinet': { body: () => ({ move_up: false }), settles: true },
  'organizations.ensureCabinet': { body: ({ inn, kpp, name }) => ({ inn, kpp, name }) },
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
  'notifications.unsubscribe': { params: { token: aLink } },
  'notifications.createWebhook': {
    body: ({ id, key }) => ({ cabinet_id: id, url: `https://hooks-${nextNumber()}.${key.replace('_', '-')}.example/`, events: ['expiry'] }),
  },
  'notifications.changeWebhook': { body: () => ({ description: 'Changed' }) },
  'products.createProduct': { body: () => newProduct(`product-${nextNumber()}`) },
  'products.changeProduct': { body: () => ({ update_policy: 'while_supported' }) },
  'products.importAdvisory': { body: () => advisoryDocument(`sent-${nextNumber()}`) },
  'products.takeInAdvisory': { body: () => ({ document: JSON.stringify(advisoryDocument(`found-${nextNumber()}`)) }) },
  'products.withdrawAdvisory': reason,
  'products.getAdvisoryRevision': { params: { number: '1' } },
  // The first advisory of the world.
  'products.getCsafFile': { params: { year: '2026', file: 'access-public.json' } },
  'products.getProductDefinition': { ids: { 'params.id': 'product' } },
  'products.listReleases': { shared: ['query.product_id'] },
  'products.scheduleRelease': { body: () => ({ released_at: '2031-01-01T09:00:00Z' }) },
  'products.recallRelease': reason,
  'artifacts.listDownloads': { ids: { 'query.artifact_id': 'artifact' }, shared: ['query.artifact_id'] },
  'artifacts.addReleaseKey': { body: () => ({ name: 'Ключ выпусков', public_key: newReleaseKey() }) },
  'artifacts.getReleaseKeyFile': { params: { id: NO_KEY } },
  'artifacts.retireReleaseKey': { params: { id: NO_KEY } },
  'artifacts.getUpload': { ids: { 'params.id': 'upload' } },
  'artifacts.checkUpload': { ids: { 'params.id': 'upload' } },
  'artifacts.receiveBucketEvents': { body: () => ({ Records: [] }) },
  'artifacts.createFileTransfer': { body: ({ things }) => newFile(Buffer.from('a file'), things.product[0] ?? '') },
  'artifacts.getFileTransfer': { ids: { 'params.id': 'file_transfer' } },
  'artifacts.putFilePart': { params: { number: '1' }, ids: { 'params.id': 'file_transfer' } },
  'artifacts.deleteFileTransfer': { ids: { 'params.id': 'file_transfer' } },
  'artifacts.downloadArtifact': { ids: { 'params.id': 'artifact' }, shared: ['params.id'] },
  'artifacts.createBundle': {
    body: ({ things }) => ({ artifact_ids: [things.artifact[0]] }),
    ids: { 'body.artifact_ids': 'artifact' },
    shared: ['body.artifact_ids'],
  },
  'artifacts.getBundle': { ids: { 'params.id': 'bundle' } },
  'artifacts.downloadBundle': { ids: { 'params.id': 'bundle' } },
  'issues.listIssues': { ids: { 'query.assignee_id': 'person' } },
  'issues.exportIssues': { ids: { 'query.assignee_id': 'person' } },
  'reports.exportIssuesCsv': { ids: { 'query.assignee_id': 'person' } },
  'reports.exportIssuesXlsx': { ids: { 'query.assignee_id': 'person' } },
  'reports.exportIssuesPdf': { ids: { 'query.assignee_id': 'person' } },
  'issues.createIssue': {
    body: ({ id, things }) => ({
      cabinet_id: id,
      certificate_id: things.certificate[0],
      subject: 'Не запускается',
      description: 'Служба не запускается.',
    }),
  },
  'issues.changeIssue': { body: () => ({ severity: 'low' }) },
  'issues.createComment': { body: () => ({ body: 'Подробности.' }), ids: { 'body.attachment_ids': 'attachment' } },
  'issues.changeComment': { body: () => ({ body: 'Другие подробности.' }) },
  'issues.assignIssue': { body: () => ({ user_id: null }) },
  'issues.rateIssue': { body: () => ({ score: 5 }) },
  'issues.createNote': { body: () => ({ body: 'Между нами.' }) },
  'issues.createCannedAnswer': { body: () => ({ title: `Ответ ${nextNumber()}`, body: 'Попробуйте ещё раз.' }) },
  'issues.replaceCannedAnswer': {
    body: () => ({ title: `Ответ ${nextNumber()}`, body: 'Попробуйте ещё раз.' }),
    ids: { 'params.id': 'canned_answer' },
  },
  'issues.deleteCannedAnswer': { ids: { 'params.id': 'canned_answer' } },
  'knowledge.createArticle': {
    ids: { 'body.product_ids': 'product' },
    shared: ['body.product_ids'],
    body: () => ({ texts: { ru: { title: `Новая ${nextNumber()}`, body: 'Текст' } } }),
  },
  'knowledge.changeArticle': {
    ids: { 'body.product_ids': 'product' },
    shared: ['body.product_ids'],
    body: () => ({ note: 'Проверка прав' }),
  },
  'knowledge.withdrawArticle': { consumes: true },
  'knowledge.deleteArticle': { consumes: true },
  'knowledge.giveFeedback': { body: () => ({ helpful: true, comment: null }) },
  'knowledge.getArticleRevision': { params: { number: '1' } },
  'knowledge.restoreArticleRevision': { params: { number: '1' } },
  'knowledge.createArticleCategory': {
    body: () => ({ slug: `category-${nextNumber()}`, name: { ru: 'Раздел', en: 'Category' }, position: 1 }),
  },
  'knowledge.replaceArticleCategory': {
    body: () => ({ slug: `category-${nextNumber()}`, name: { ru: 'Раздел', en: 'Category' }, position: 2 }),
    ids: { 'params.id': 'article_category' },
  },
  'knowledge.deleteArticleCategory': { ids: { 'params.id': 'article_category' } },
  'knowledge.deleteMissedSearch': { ids: { 'params.id': 'missed_search' } },
  'licenses.findHoldings': {
    body: ({ id }) => ({ cabinet_id: id }),
    ids: { 'body.product_ids': 'product' },
    asks: true,
  },
  'licenses.issueLicense': {
    body: ({ id, things }) => ({
      cabinet_id: id,
      product_id: things.product[0],
      quantity: 1,
      parameters: {},
      valid_from: '2026-01-01',
      valid_until: null,
    }),
  },
  'licenses.changeLicense': { body: () => later },
  'licenses.suspendLicense': reason,
  'licenses.revokeLicense': reason,
  'licenses.issueCertificate': {
    body: ({ things }) => ({ license_ids: [things.license[0]], level: 'standard', valid_from: '2026-01-01', ...later }),
  },
  'licenses.changeCertificate': { body: () => later },
  'licenses.suspendCertificate': reason,
  'licenses.revokeCertificate': reason,
  'licenses.receivePurchase': { body: (organization) => purchaseMessage(organization, 'no-such-product') },
  'licenses.replayPurchase': { body: () => ({}) },
  'licenses.reversePurchase': reason,
  'licenses.transferLicense': aTransfer,
  'licenses.previewLicenseTransfer': aTransfer,
  'licenses.transferCertificate': aTransfer,
  'licenses.previewCertificateTransfer': aTransfer,
  'licenses.transferLicenses': manyTransfers,
  'licenses.previewTransfers': manyTransfers,
  'licenses.withdrawTransfer': { ids: { 'params.id': 'outgoing_transfer' } },
  'licenses.changeTransferSettings': { body: () => ({ acceptance: false }) },
  'system.getService': aService,
  'system.listDeadLetters': aService,
  'system.replayDeadLetters': {
    ...aService,
    body: ({ things }) => ({ event_ids: things.dead_letter }),
    ids: { 'body.event_ids': 'dead_letter' },
    settles: true,
  },
  'documents.addSigningKey': { body: () => ({}) },
  'documents.verifyDocument': { params: { token: aLink } },
  'documents.verifyDocumentPage': { params: { token: aLink } },
  'documents.replaceTemplate': aTemplate,
  'documents.resetTemplate': { params: { kind: 'license' } },
  'documents.previewTemplate': { params: { kind: 'license' }, body: () => ({}) },
};

export function recipeFor(target: Pick<Target, 'service' | 'name'>): Recipe {
  return recipes[titleOf(target)] ?? {};
}

/** What the id at `place` (`params.id`, `query.cabinet_id`, `body.license_ids`) stands for. */
export function kindAt(target: Target, place: string): Kind | undefined {
  const { access } = target.operation;
  const told = recipeFor(target).ids?.[place];
  if (told) return told;
  if (access.kind === 'permission' && access.resource && place === `params.${access.resource.param}`) return kindNamed(access.resource.of);
  return KIND_BY_NAME[place.split('.').at(-1) ?? ''];
}

function kindNamed(name: string): Kind | undefined {
  return kinds.find((kind) => kind === name);
}

/** What the tests do not know yet of the operations: each a sentence that says what to add. Empty when nothing is missing. */
export function missingKnowledge(targets: readonly Target[]): string[] {
  const titles = new Set(targets.map(titleOf));
  const stale = Object.keys(recipes).filter((title) => !titles.has(title));
  return [
    ...targets.flatMap(missingFor),
    ...stale.map((title) => `there is no operation ${title} any more: remove its recipe from test/support/access/recipes.ts`),
  ];
}

function missingFor(target: Target): string[] {
  const { operation } = target;
  const title = titleOf(target);
  const recipe = recipeFor(target);
  const faults: string[] = [];
  if (operation.body && !recipe.body) {
    faults.push(`${title} takes a body: say in its recipe in test/support/access/recipes.ts what to send`);
  }
  for (const name of Object.keys(operation.params?.properties ?? {})) {
    if (recipe.params?.[name] === undefined && !kindAt(target, `params.${name}`) && !idPlaces(operation).includes(`params.${name}`)) {
      faults.push(
        `${title} has the path parameter {${name}}: say in its recipe in test/support/access/recipes.ts what it is (params), or what its id stands for (ids)`,
      );
    }
  }
  for (const place of idPlaces(operation)) {
    if (!kindAt(target, place)) {
      faults.push(
        `${title} takes an id at ${place}: say in its recipe (ids) in test/support/access/recipes.ts what it stands for, and build one in things.ts if the world has none`,
      );
    }
  }
  return faults;
}
