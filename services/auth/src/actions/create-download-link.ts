import type { AuthContext } from '../context.ts';
import { DOWNLOAD_LINK_LIFETIME_S } from '../domain/session.ts';
import { signedIn } from '../signed-in.ts';

/**
 * A URL that asks for the bytes at `path` in the name of the caller's session: for browsers, whose own downloads survive breaks but
 * send no access token. It holds a signature, and nothing is kept: who may have the bytes is decided when they are asked for.
 */
export async function createDownloadLink(context: AuthContext, path: string): Promise<{ url: string; expires_at: string }> {
  const { id: userId, session_id: sessionId } = signedIn(context);
  const link = await context.state.keys.signLink(context, { userId, sessionId, path });
  const expires_at = new Date(context.now().getTime() + DOWNLOAD_LINK_LIFETIME_S * 1000).toISOString();
  return { url: `${context.installation.publicUrl}${path}?link=${link}`, expires_at };
}
