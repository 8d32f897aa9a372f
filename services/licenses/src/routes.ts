import type { Input } from '@kabinet/contract';
import { implement } from '@kabinet/contract/implement';
import { licensesContract } from '@kabinet/contracts/licenses';
import { changeTerm } from './actions/change-term.ts';
import { organizationReached } from './actions/learn-organization.ts';
import { orderLicense, orderLicenses, type TransferOrder } from './actions/order-transfer.ts';
import { previewTransfer } from './actions/preview-transfer.ts';
import { abandonTransfer, acceptTransfer, returnTransfer } from './actions/settle-transfer.ts';
import { orderCertificateTransfer } from './actions/transfer-certificate.ts';
import { transferLicenses } from './actions/transfer-licenses.ts';
import { changeTransferSettings, readTransferSettings } from './actions/transfer-settings.ts';
import { decideTerm } from './actions/decide-term.ts';
import { importLicenses, previewLicenseImport } from './actions/import-licenses.ts';
import { issueCertificate } from './actions/issue-certificate.ts';
import { issueLicense } from './actions/issue-license.ts';
import { previewReversal } from './actions/plan-reversal.ts';
import { readPurchase, readPurchaseDetails, readPurchases } from './actions/read-purchase.ts';
import { receivePurchase } from './actions/receive-purchase.ts';
import { replayPurchase } from './actions/replay-purchase.ts';
import { reversePurchase } from './actions/reverse-purchase.ts';
import type { LicensesContext } from './context.ts';
import { exportCertificates, listCertificates } from './queries/certificate.ts';
import { readCertificate, readLicense } from './queries/details.ts';
import { readHoldings } from './queries/holdings.ts';
import { exportLicenses, listLicenses } from './queries/license.ts';
import { findPurchase } from './queries/purchase.ts';
import { readRenewals } from './queries/renewals.ts';
import { termExists } from './queries/term.ts';
import { readTransfer, readTransfers } from './queries/transfer-details.ts';
import { listTransfers, transferExists } from './queries/transfer.ts';

type Operations = (typeof licensesContract)['operations'];

export const implementation = implement<LicensesContext>()(licensesContract, {
  resources: {
    license: (context, id, scope) => termExists(context.db, 'license', id, scope),
    certificate: (context, id, scope) => termExists(context.db, 'certificate', id, scope),
    purchase: async (context, id) => (await findPurchase(context.db, id)) !== undefined,
    transfer: (context, id, scope) => transferExists(context.db, id, scope),
    received_transfer: (context, id, scope) => transferExists(context.db, id, scope, 'receiver'),
    given_transfer: (context, id, scope) => transferExists(context.db, id, scope, 'giver'),
    cabinet: (context, id, scope) => organizationReached(context, id, scope, 'itself'),
    tree: (context, id, scope) => organizationReached(context, id, scope, 'root'),
  },
  handlers: {
    getRenewals: async (context, { query }) => ({ body: await readRenewals(context, query) }),
    listLicenses: async (context, { query }) => ({ body: await listLicenses(context, query) }),
    exportLicenses: async (context, { query }) => ({ body: exportLicenses(context, query) }),
    getLicense: (context, { params }) => readLicense(context, params.id),
    issueLicense: async (context, { body }) => {
      const id = await issueLicense(context, body);
      return { ...(await readLicense(context, id)), location: `/api/v1/licenses/${id}` };
    },
    importLicenses: async (context, { body }) => ({ body: await importLicenses(context, body.csv) }),
    previewLicenseImport: async (context, { body }) => ({ body: await previewLicenseImport(context, body.csv) }),
    changeLicense: async (context, { params, body }) => {
      await changeTerm(context, 'license', params.id, body);
      return readLicense(context, params.id);
    },
    suspendLicense: (context, input) => decideLicense(context, input, 'suspend'),
    resumeLicense: (context, input) => decideLicense(context, input, 'resume'),
    revokeLicense: (context, input) => decideLicense(context, input, 'revoke'),
    listCertificates: async (context, { query }) => ({ body: await listCertificates(context, query) }),
    exportCertificates: async (context, { query }) => ({ body: exportCertificates(context, query) }),
    getCertificate: (context, { params }) => readCertificate(context, params.id),
    issueCertificate: async (context, { body }) => {
      const id = await issueCertificate(context, body);
      return { ...(await readCertificate(context, id)), location: `/api/v1/certificates/${id}` };
    },
    changeCertificate: async (context, { params, body }) => {
      await changeTerm(context, 'certificate', params.id, body);
      return readCertificate(context, params.id);
    },
    suspendCertificate: (context, input) => decideCertificate(context, input, 'suspend'),
    resumeCertificate: (context, input) => decideCertificate(context, input, 'resume'),
    revokeCertificate: (context, input) => decideCertificate(context, input, 'revoke'),
    receivePurchase: async (context, { body }) => {
      const id = await receivePurchase(context, body);
      return { ...(await readPurchase(context, id)), location: `/api/v1/purchases/${id}` };
    },
    listPurchases: async (context, { query }) => ({ body: await readPurchases(context, query) }),
    getPurchase: (context, { params }) => readPurchaseDetails(context, params.id),
    previewPurchaseReversal: async (context, { params }) => ({ body: await previewReversal(context, params.id) }),
    replayPurchase: async (context, { params, body }) => readPurchase(context, await replayPurchase(context, params.id, body.message)),
    reversePurchase: async (context, { params, body }) => {
      await reversePurchase(context, params.id, body.reason);
      return readPurchase(context, params.id);
    },
    transferLicense: async (context, input) => transferOne(context, await orderLicense(context, input)),
    previewLicenseTransfer: async (context, input) => ({ body: await previewTransfer(context, await orderLicense(context, input)) }),
    transferCertificate: async (context, input) => transferOne(context, await orderCertificateTransfer(context, input)),
    previewCertificateTransfer: async (context, input) => ({
      body: await previewTransfer(context, await orderCertificateTransfer(context, input)),
    }),
    transferLicenses: async (context, { body }) => ({
      body: await readTransfers(context, await transferLicenses(context, await orderLicenses(context, body))),
    }),
    previewTransfers: async (context, { body }) => ({ body: await previewTransfer(context, await orderLicenses(context, body)) }),
    listTransfers: async (context, { query }) => ({ body: await listTransfers(context, query) }),
    getTransfer: (context, { params }) => readTransfer(context, params.id),
    returnTransfer: (context, { params }) => settled(context, params.id, returnTransfer(context, params.id)),
    acceptTransfer: (context, { params }) => settled(context, params.id, acceptTransfer(context, params.id)),
    declineTransfer: (context, { params }) => settled(context, params.id, abandonTransfer(context, params.id, 'declined')),
    withdrawTransfer: (context, { params }) => settled(context, params.id, abandonTransfer(context, params.id, 'withdrawn')),
    getTransferSettings: async (context, { params }) => ({ body: await readTransferSettings(context, params.id) }),
    changeTransferSettings: async (context, { params, body }) => ({ body: await changeTransferSettings(context, params.id, body) }),
    findHoldings: async (context, { body }) => ({ body: { items: await readHoldings(context, body) } }),
  },
});

type Decided = Pick<Input<Operations['suspendLicense']>, 'params'> & { readonly body: { readonly reason: string } | undefined };

async function decideLicense(context: LicensesContext, { params, body }: Decided, action: 'suspend' | 'resume' | 'revoke') {
  await decideTerm(context, 'license', params.id, action, body?.reason);
  return readLicense(context, params.id);
}

async function decideCertificate(context: LicensesContext, { params, body }: Decided, action: 'suspend' | 'resume' | 'revoke') {
  await decideTerm(context, 'certificate', params.id, action, body?.reason);
  return readCertificate(context, params.id);
}

async function transferOne(context: LicensesContext, order: TransferOrder) {
  const [id = ''] = await transferLicenses(context, order);
  return { ...(await readTransfer(context, id)), location: `/api/v1/transfers/${id}` };
}

async function settled(context: LicensesContext, id: string, step: Promise<void>) {
  await step;
  return readTransfer(context, id);
}
