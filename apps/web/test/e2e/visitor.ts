import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, type TestOptions } from 'vitest';
import { AsyncLocalStorage } from 'node:async_hooks';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './chromium.ts';

export type Language = 'ru' | 'en';
export type Theme = 'light' | 'dark';

export interface Visit {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly size?: { readonly width: number; readonly height: number };
  /** Logged in before the first page, without the log-in page. */
  readonly as?: string;
}

export const DESKTOP = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };
/** What the page made itself, and the browser's own viewer of PDF. */
const INSIDE = ['blob:', 'chrome:', 'chrome-extension:'];
/** Shorter than a test's own, so that it is the missing thing that is named. */
const PATIENCE_MS = 10_000;
const FAILURES = fileURLToPath(new URL('../../../../.cache/screenshots/failures/', import.meta.url));
export const PASSWORD = 'kabinet-demo-2026';

/** What a test opened, and what the browser complained of meanwhile. */
interface Stay {
  readonly contexts: BrowserContext[];
  readonly faults: string[];
}

const stays = new AsyncLocalStorage<Stay>();
let browser: Browser | undefined;

beforeAll(async () => {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return;
  // Where tests run as root, as they do in containers, Chromium's sandbox cannot.
  browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
});

afterAll(() => browser?.close());

/** A test that is skipped, visibly, where there is no browser. Several may run at once. */
export function browserTest(name: string, ...rest: [run: Run] | [options: TestOptions, run: Run]): void {
  const [options, run] = rest.length === 1 ? [{}, ...rest] : rest;
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- not a test but what tests are made with
  test.skipIf(inject('portalUrl') === '')(name, options, ({ task }) => stay(`${task.suite?.name ?? ''} ${name}`, run));
}

type Run = () => Promise<void>;

/** Runs `run`, closes what it opened, and fails when the browser complained. */
export async function stay(name: string, run: Run): Promise<void> {
  const { contexts, faults }: Stay = { contexts: [], faults: [] };
  try {
    await stays.run({ contexts, faults }, run);
  } catch (error) {
    await keepWhatWasSeen(name, contexts);
    throw error;
  } finally {
    for (const context of contexts) await context.close();
  }
  expect(faults).toEqual([]);
}

/** A picture and the address of every page that a failed test had open. */
async function keepWhatWasSeen(name: string, contexts: readonly BrowserContext[]): Promise<void> {
  const pages = contexts.flatMap((context) => context.pages());
  for (const [number, page] of pages.entries()) {
    const file = `${FAILURES}${name.replaceAll(/[^\p{L}\d]+/gu, '-')}-${number}.png`;
    await page.screenshot({ path: file, timeout: PATIENCE_MS }).catch(() => undefined);
    process.stderr.write(`${page.url()}: ${file}\n`);
  }
}

/** A browser profile of its own; whatever it asks of another origin, or breaks of the content security policy, fails the test. */
export async function visitor({ language = 'en', theme = 'light', size = DESKTOP, as }: Visit = {}): Promise<BrowserContext> {
  const { contexts, faults } = stays.getStore() ?? {};
  if (!browser || !contexts || !faults) throw new Error('a visitor needs a browser and a browserTest');
  const baseURL = inject('portalUrl');
  const context = await browser.newContext({ baseURL, locale: language, colorScheme: theme, viewport: size, reducedMotion: 'reduce' });
  contexts.push(context);
  context.setDefaultTimeout(PATIENCE_MS);
  context.on('page', (page) => watch(page, faults));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== baseURL && !INSIDE.includes(protocol)) faults.push(`asked another origin: ${request.url()}`);
  });
  if (as !== undefined) await logIn(context, as);
  return context;
}

/** What the browser itself complains of. A refusal of the API is no fault: pages deal with it. */
function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`threw: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    faults.push(`complained: ${message.text()}`);
  });
}

async function logIn(context: BrowserContext, email: string): Promise<void> {
  const answer = await context.request.post('/api/v1/jwt?cookie=true', { data: { email, password: PASSWORD } });
  expect(answer.status()).toBe(200);
  await context.addInitScript("if (self === top && location.protocol !== 'about:') localStorage.setItem('kabinet.signed-in', '1')");
}

/** Opens `path` and waits until its heading is there. */
export async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
