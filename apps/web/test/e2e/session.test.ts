import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { browserTest, open, PASSWORD, visitor } from './visitor.ts';

const owner = 'owner@holding.example';

async function typeCredentials(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

describe('the log-in', () => {
  browserTest('leads on to the page that was asked for, and keeps the refresh token from scripts', async () => {
    const context = await visitor();
    const page = await open(context, '/licenses?status=expired');
    await page.waitForURL('**/login?next=*');
    await typeCredentials(page, owner);
    await page.waitForURL('**/licenses?status=expired');
    await page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor();
    const cookies = await context.cookies('http://localhost/api/v1/jwt');
    expect(cookies).toMatchObject([{ name: 'kabinet_refresh', httpOnly: true, sameSite: 'Strict' }]);
    const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toMatch(/eyJ|kbr_|kabinet_refresh/);
  });

  browserTest('says what is wrong, keeps what was typed, and does not lead to other sites', async () => {
    const context = await visitor();
    const page = await open(context, '/login?next=//example.org/');
    await typeCredentials(page, owner, 'wrong');
    await page.getByRole('alert').getByText('Wrong e-mail or password').waitFor();
    expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(owner);
    await typeCredentials(page, owner);
    await page.getByRole('heading', { name: 'Hello' }).waitFor();
    expect(page.url()).toBe(`${inject('portalUrl')}/`);
  });
});

describe('a session', () => {
  browserTest('is renewed by one tab for all of them', async () => {
    const context = await visitor({ as: owner });
    const renewals: string[] = [];
    context.on('request', (request) => void (request.url().endsWith('/jwt/refresh') && renewals.push(request.url())));
    const first = await open(context, '/');
    const second = await open(context, '/licenses');
    const before = renewals.length;
    // Both find their token too old at the same moment.
    await context.clock.install();
    await context.clock.fastForward('00:15:00');
    await Promise.all([first, second].map((page) => page.getByRole('navigation').getByRole('link', { name: 'Licences' }).click()));
    await Promise.all([first, second].map((page) => page.getByRole('heading', { level: 1, name: 'Licences' }).waitFor()));
    expect(renewals.length - before).toBe(1);
  });

  browserTest('that has ended asks for the password over the page and goes on, with nothing typed lost', async () => {
    const context = await visitor({ as: 'account@kabinet.example' });
    const page = await open(context, '/licenses?sort=number&status=suspended');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Extend' }).click();
    await page.getByLabel('New last day').fill('2031-12-31');
    await endSessions(page);
    await page.getByRole('button', { name: 'Extend' }).last().click();
    const again = page.getByRole('dialog', { name: 'Please log in again' });
    await again.getByLabel(/^Password/).fill(PASSWORD);
    await again.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('dialog', { name: 'Extend licence' }).waitFor({ state: 'detached' });
    await page.getByText('Dec 31, 2031').first().waitFor();
  });

  browserTest('ended in one tab is ended in all', async () => {
    const context = await visitor({ as: owner });
    const first = await open(context, '/');
    const second = await open(context, '/licenses');
    await first.getByRole('button', { name: 'Account' }).click();
    await first.getByRole('menuitem', { name: 'Log out', exact: true }).click();
    await Promise.all([first, second].map((page) => page.getByRole('heading', { name: 'Log in' }).waitFor()));
    expect(await second.getByText('L-20').count()).toBe(0);
    await second.goto('/licenses');
    await second.waitForURL('**/login?next=*');
  });
});

describe('a log-out', () => {
  browserTest('that did not reach the portal says so, and the person stays', async () => {
    const context = await visitor({ as: owner });
    const page = await open(context, '/');
    await context.route('**/api/v1/jwt', (route) => route.abort());
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Log out', exact: true }).click();
    await page.getByText('The portal cannot be reached').waitFor();
    await expectAccessible(page, 'log-out failed');
    expect(page.url()).toBe(`${inject('portalUrl')}/`);
  });
});

/** Ends the session and every other one of the person, as another device could. */
async function endSessions(page: Page): Promise<void> {
  const { access_token } = (await (
    await page.request.post('/api/v1/jwt/refresh', { headers: { 'sec-fetch-site': 'same-origin' } })
  ).json()) as {
    access_token: string;
  };
  const answer = await page.request.delete('/api/v1/sessions', { headers: { authorization: `Bearer ${access_token}` } });
  expect(answer.status()).toBe(204);
}
