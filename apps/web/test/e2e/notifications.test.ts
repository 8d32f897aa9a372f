import { describe, expect } from 'vitest';
import { browserTest, open, visitor } from './visitor.ts';

describe('notifications', () => {
  browserTest('are counted by the bell, read by following them, and taken off the list', async () => {
    const page = await open(await visitor({ language: 'en', as: 'owner@granddaughter.example' }), '/');
    const bell = page.getByRole('banner').getByRole('link', { name: /^Notifications/ });
    await page
      .getByRole('banner')
      .getByRole('link', { name: /: \d+ unread/ })
      .waitFor();
    const before = Number(/\d+/.exec((await bell.getAttribute('aria-label')) ?? '')?.[0]);
    await bell.click();
    await page.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor();
    const title = 'A new customer portal';
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await page.getByText('The portal reminds you of terms that end.').waitFor();
    await page
      .getByRole('banner')
      .getByRole('link', { name: `Notifications: ${before - 1} unread` })
      .waitFor();
    await page.goBack();
    await page.getByRole('button', { name: `Actions: ${title}` }).click();
    await page.getByRole('menuitem', { name: 'Take off the list' }).click();
    await page.getByRole('link', { name: title }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('banner').getByRole('link', { name: 'Notifications', exact: true }).waitFor();
  });

  browserTest('are ended by the button of a mail program, which sends a form', async () => {
    const context = await visitor();
    const answer = await context.request.post('/api/v1/unsubscribe/nobodys', { form: { 'List-Unsubscribe': 'One-Click' } });
    expect([answer.status(), ((await answer.json()) as { code: string }).code]).toEqual([404, 'invalid_unsubscribe_link']);
  });

  browserTest('come where the reader wants them', async () => {
    const page = await open(await visitor({ language: 'en', as: 'owner@granddaughter.example' }), '/profile/notifications');
    await page.getByRole('combobox', { name: 'Terms that end: By mail' }).selectOption('weekly');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await page.reload();
    expect(await page.getByRole('combobox', { name: 'Terms that end: By mail' }).inputValue()).toBe('weekly');
  });

  browserTest('of the vendor are announced, edited and withdrawn', async () => {
    const page = await open(await visitor({ language: 'en', as: 'product@kabinet.example' }), '/announcements');
    await page.getByRole('link', { name: 'New announcement' }).first().click();
    const heading = `Office hours ${Date.now()}`;
    await page.getByLabel('Title in Russian').fill('Часы работы');
    await page.getByLabel('Text in Russian').fill('По будням.');
    await page.getByLabel('Title in English').fill(heading);
    await page.getByLabel('Text in English').fill('On weekdays, **from nine to six**.');
    await page.getByLabel('Page of the portal').fill('https://elsewhere.example');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page
      .getByText(/page of the portal/i)
      .nth(1)
      .waitFor();
    await page.getByLabel('Page of the portal').fill('');
    const reader = await open(await visitor({ language: 'en', as: 'viewer@holding.example' }), '/notifications');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    // It comes by itself: nobody asks for the list again.
    await reader.getByRole('link', { name: heading }).click();
    await reader.getByText('from nine to six').waitFor();
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('withdrawn', { exact: true }).waitFor();
    await reader.goto('/notifications');
    await reader.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor();
    expect(await reader.getByRole('link', { name: heading }).count()).toBe(0);
  });

  browserTest('come to a program too: its webhook is added, tested, given a new secret, switched off and removed', async () => {
    const page = await open(await visitor({ language: 'en', as: 'owner@stranger.example' }), '/webhooks');
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill('https://10.0.0.1/hooks');
    await dialog.getByLabel('Organization', { exact: false }).first().click();
    await page.getByRole('option', { name: 'АО «Южные медиа»' }).click();
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('This address is not in the public internet').first().waitFor();
    await dialog.getByLabel('Address').fill('https://hooks.media.example/in');
    await dialog.getByRole('button', { name: 'Add' }).click();
    const secret = await dialog.getByLabel('Secret').inputValue();
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('link', { name: 'https://hooks.media.example/in' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('button', { name: /^Show the message/ }).click();
    await dialog.getByText('"webhook.test"').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'New secret' }).click();
    await dialog.getByRole('button', { name: 'Make a secret' }).click();
    expect(await dialog.getByLabel('Secret').inputValue()).not.toBe(secret);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('The old secret is good until').waitFor();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('Off', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No webhooks yet').waitFor();
  });
});
