import { HelpdeskError } from './connector.ts';

const TIMEOUT_MS = 30_000;
/** 50 MB in base64, and what is said around it. */
const LONGEST_ANSWER = 100_000_000;

export interface HelpdeskRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly json?: unknown;
  readonly form?: FormData;
  readonly bytes?: Blob;
}

/** Speaks JSON with a helpdesk. Its faults become `HelpdeskError`: final where it understood the question and refuses it. */
export async function askHelpdesk(url: URL, headers: Readonly<Record<string, string>>, request: HelpdeskRequest = {}): Promise<unknown> {
  const { method = 'GET', json, form, bytes } = request;
  const typed = json === undefined ? (bytes ? { 'content-type': 'application/octet-stream' } : {}) : { 'content-type': 'application/json' };
  const body = json === undefined ? (form ?? bytes) : JSON.stringify(json);
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    response = await fetch(url, {
      method,
      headers: { ...headers, ...typed },
      signal,
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
    });
    if (Number(response.headers.get('content-length') ?? 0) > LONGEST_ANSWER) throw new Error('the answer is too long');
    text = await response.text();
  } catch (cause) {
    throw new HelpdeskError('the helpdesk cannot be reached', { isFinal: false, cause });
  }
  if (!response.ok) throw refusal(response.status, text);
  return text === '' ? undefined : parse(text);
}

/** 401 and 403 pass once the token is mended, 408, 409, 423 and 429 by themselves; 404 and 422 do not. */
function refusal(status: number, text: string): HelpdeskError {
  const isFinal = status >= 400 && status < 500 && ![401, 403, 408, 409, 412, 423, 429].includes(status);
  return new HelpdeskError(`the helpdesk answers ${status}: ${text.slice(0, 300)}`, { isFinal });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HelpdeskError('the helpdesk answers no JSON', { isFinal: false, cause });
  }
}
