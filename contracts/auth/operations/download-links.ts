import { operation } from '@kabinet/contract';
import { closed, Instant } from '@kabinet/contract/schemas';
import Type from 'typebox';

/** The bytes of one thing: `/api/v1/artifacts/<id>/content`. */
const ContentPath = Type.String({
  pattern: '^/api/v1/[a-z]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/content$',
  title: 'content_path',
});

export const downloadLinkOperations = {
  /** Browsers' own downloads, and programs such as wget, resume what broke off, yet send no access token. */
  createDownloadLink: operation({
    summary: 'Make a link to the bytes of one thing, for who downloads without an access token',
    method: 'POST',
    path: '/download-links',
    access: { kind: 'signed_in' },
    body: closed({ path: ContentPath }),
    /** It is good until then or until the session ends; what may be had by it is decided at every request. */
    ok: { status: 200, body: closed({ url: Type.String(), expires_at: Instant }) },
    problems: [],
    idempotency: 'none',
    repeatable: true,
  }),
} as const;
