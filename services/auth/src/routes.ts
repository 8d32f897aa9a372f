import { implement } from '@kabinet/contract/implement';
import { authContract } from '@kabinet/contracts/auth';
import { problem } from '@kabinet/problem';
import { acceptInvitation, requireInvitation } from './actions/accept-invitation.ts';
import { acceptJoinRequest, declineJoinRequest } from './actions/answer-join-request.ts';
import { appointOwner } from './actions/appoint-owner.ts';
import { changeCabinetUser, removeCabinetUser, requireCabinetUser } from './actions/change-cabinet-user.ts';
import { confirmEmailChange, requestEmailChange } from './actions/change-email.ts';
import { changeMe } from './actions/change-me.ts';
import { changePassword } from './actions/change-password.ts';
import { changeUser } from './actions/change-user.ts';
import { completeLogIn } from './actions/complete-log-in.ts';
import { createDownloadLink } from './actions/create-download-link.ts';
import { createToken, deleteToken } from './actions/create-token.ts';
import { createUser } from './actions/create-user.ts';
import { endSession, logOut, logOutEverywhere } from './actions/end-sessions.ts';
import { findMailbox, findMailRecipient, previewInvitation } from './actions/find-mail-recipient.ts';
import { disableSecondFactor, replaceRecoveryCodes, resetSecondFactor } from './actions/give-up-second-factor.ts';
import { importUsers } from './actions/import-users.ts';
import { inviteUser, resendInvitation } from './actions/invite-user.ts';
import { listOwnSessions } from './actions/list-own-sessions.ts';
import { logIn } from './actions/log-in.ts';
import { readMe } from './actions/read-me.ts';
import { refreshTokens } from './actions/refresh-tokens.ts';
import { replyLoggedOut, replyWithTokens } from './actions/reply-with-tokens.ts';
import { requestToJoin } from './actions/request-to-join.ts';
import { confirmPasswordReset, requestPasswordReset } from './actions/reset-password.ts';
import { resolvePerson, resolveSession, resolveToken } from './actions/resolve-principal.ts';
import { setCabinetSecurity } from './actions/set-cabinet-security.ts';
import { beginSecondFactor, confirmSecondFactor, readSecondFactor } from './actions/set-up-second-factor.ts';
import { startViewing } from './actions/view-as-customer.ts';
import type { AuthContext } from './context.ts';
import { findAccount } from './queries/account.ts';
import { listCabinetUsers } from './queries/cabinet-user.ts';
import { joinRequestExists, listJoinRequests } from './queries/join-request.ts';
import { listUsers } from './queries/list-users.ts';
import { findToken, listTokens, tokenExists } from './queries/machine-token.ts';
import { cabinetExists } from './queries/organization.ts';
import { readSecurity } from './queries/organization-security.ts';
import { findUser } from './queries/user.ts';

const nothing = { body: undefined };
const secret = { 'cache-control': 'no-store' };

export const implementation = implement<AuthContext>()(authContract, {
  resources: {
    cabinet: cabinetExists,
    user: async (context, id, scope) => scope.kind === 'everywhere' && (await findUser(context.db, id)) !== undefined,
    join_request: (context, id, scope) => joinRequestExists(context.db, id, scope),
    token: (context, id, scope) => tokenExists(context.db, id, scope),
  },
  handlers: {
    createJwt: async (context, { query, body }) => replyWithTokens(context, await logIn(context, body), query.cookie),
    confirmJwt: async (context, { query, body }) => replyWithTokens(context, await completeLogIn(context, body), query.cookie),
    refreshJwt: async (context, { query, body }) =>
      replyWithTokens(context, await refreshTokens(context, body.refresh_token), query.cookie),
    deleteJwt: async (context) => {
      const ended = await logOut(context);
      // The cookie is that of the session in which the viewing was begun.
      return ended === 'viewing' ? nothing : replyLoggedOut(context);
    },
    requestPasswordReset: async (context, { body }) => {
      await requestPasswordReset(context, body.email);
      return nothing;
    },
    confirmPasswordReset: async (context, { body }) => {
      await confirmPasswordReset(context, body);
      return nothing;
    },
    getJwks: async (context) => {
      const keys = await context.state.keys.published(context);
      const body = {
        keys: keys.map(({ id, public_key }) => ({ kty: 'OKP', crv: 'Ed25519', x: public_key, kid: id, use: 'sig', alg: 'EdDSA' }) as const),
      };
      return { body, headers: { 'cache-control': 'public, max-age=300' } };
    },
    getMe: async (context) => {
      const { version, ...me } = await readMe(context);
      return { body: me, version };
    },
    changeMe: async (context, { body }) => {
      await changeMe(context, body);
      const { version, ...me } = await readMe(context);
      return { body: me, version };
    },
    changePassword: async (context, { body }) => {
      await changePassword(context, body);
      return nothing;
    },
    requestEmailChange: async (context, { body }) => {
      await requestEmailChange(context, body);
      return nothing;
    },
    confirmEmailChange: async (context, { body }) => {
      await confirmEmailChange(context, body.token);
      return nothing;
    },
    getSecondFactor: async (context) => ({ body: await readSecondFactor(context) }),
    beginSecondFactor: async (context, { body }) => ({ body: await beginSecondFactor(context, body.password), headers: secret }),
    confirmSecondFactor: async (context, { body }) => ({
      body: { recovery_codes: await confirmSecondFactor(context, body.code) },
      headers: secret,
    }),
    replaceRecoveryCodes: async (context, { body }) => ({
      body: { recovery_codes: await replaceRecoveryCodes(context, body) },
      headers: secret,
    }),
    disableSecondFactor: async (context, { body }) => {
      await disableSecondFactor(context, body);
      return nothing;
    },
    resetSecondFactor: async (context, { params, body }) => {
      await resetSecondFactor(context, params.id, body.reason);
      return nothing;
    },
    createDownloadLink: async (context, { body }) => ({ body: await createDownloadLink(context, body.path), headers: secret }),
    listSessions: async (context, { query }) => ({ body: await listOwnSessions(context, query) }),
    endSession: async (context, { params }) => {
      await endSession(context, params.id);
      return nothing;
    },
    endSessions: async (context, { query }) => {
      await logOutEverywhere(context, query);
      return query.keep_current === true ? nothing : replyLoggedOut(context);
    },
    listCabinetUsers: async (context, { params, query }) => ({ body: await listCabinetUsers(context, params.id, query) }),
    inviteCabinetUser: async (context, { params, body }) => replyWithUser(context, params.id, await inviteUser(context, params.id, body)),
    importCabinetUsers: async (context, { params, query, body }) => ({
      body: await importUsers(context, params.id, body, query.dry_run === true),
    }),
    resendInvitation: async (context, { params }) =>
      replyWithUser(context, params.id, await resendInvitation(context, params.id, params.user_id)),
    getCabinetUser: async (context, { params }) => {
      const { version, ...user } = await requireCabinetUser(context, context.db, params.id, params.user_id);
      return { body: user, version };
    },
    changeCabinetUser: async (context, { params, body }) => {
      const { version, ...user } = await changeCabinetUser(context, params.id, params.user_id, body);
      return { body: user, version };
    },
    removeCabinetUser: async (context, { params }) => {
      await removeCabinetUser(context, params.id, params.user_id);
      return nothing;
    },
    requestToJoin: async (context, { body }) => {
      await requestToJoin(context, body);
      return nothing;
    },
    listJoinRequests: async (context, { query }) => ({ body: await listJoinRequests(context, query) }),
    acceptJoinRequest: async (context, { params, body }) => {
      const { organizationId, invitationId } = await acceptJoinRequest(context, params.id, body);
      return replyWithUser(context, organizationId, invitationId);
    },
    declineJoinRequest: async (context, { params }) => {
      await declineJoinRequest(context, params.id);
      return nothing;
    },
    appointOwner: async (context, { params, body }) => replyWithUser(context, params.id, await appointOwner(context, params.id, body)),
    getCabinetSecurity: async (context, { params }) => ({ body: await readSecurity(context.db, params.id) }),
    setCabinetSecurity: async (context, { params, body }) => ({
      body: await setCabinetSecurity(context, params.id, body.second_factor),
    }),
    readInvitation: async (context, { body }) => {
      const invitation = await requireInvitation(context, body.token);
      const known = (await findAccount(context.system, invitation.email)) !== undefined;
      return { body: await previewInvitation(context, invitation, known) };
    },
    acceptInvitation: async (context, { body }) => ({ body: await acceptInvitation(context, body) }),
    listUsers: async (context, { query }) => ({ body: await listUsers(context, query) }),
    changeUser: async (context, { params, body }) => {
      const { version, ...user } = await changeUser(context, params.id, body);
      return { body: user, version };
    },
    startViewing: async (context, { params, body }) => ({ body: await startViewing(context, params.id, body.reason), headers: secret }),
    listTokens: async (context, { query }) => ({ body: await listTokens(context, query) }),
    getToken: async (context, { params }) => {
      const token = await findToken(context, params.id);
      if (!token) throw problem('token_not_found');
      return { body: token };
    },
    createToken: async (context, { body }) => {
      const created = await createToken(context, body);
      return { body: created, location: `/api/v1/tokens/${created.id}`, headers: secret };
    },
    deleteToken: async (context, { params }) => {
      await deleteToken(context, params.id);
      return nothing;
    },
    resolveSession: async (context, { body }) => ({ body: await resolveSession(context, body.user_id, body.session_id) }),
    resolvePerson: async (context, { body }) => ({ body: { principal: await resolvePerson(context, body.user_id, body.work_id) } }),
    resolveToken: async (context, { body }) => ({ body: { principal: await resolveToken(context, body.token) } }),
    getMailRecipient: async (context, { body }) => ({ body: await findMailRecipient(context, body.kind, body.id) }),
    getMailbox: async (context, { params }) => ({ body: await findMailbox(context, params.id) }),
    createUser: async (context, { body }) => {
      const { version, ...user } = await createUser(context, body);
      return { body: user, version };
    },
    createMachineToken: async (context, { body }) => ({ body: await createToken(context, body) }),
  },
});

/** Somebody who became part of an organization, or was invited to. */
async function replyWithUser(context: AuthContext, organizationId: string, id: string) {
  const { version, ...user } = await requireCabinetUser(context, context.db, organizationId, id);
  return { body: user, version, location: `/api/v1/cabinets/${organizationId}/users/${id}` };
}
