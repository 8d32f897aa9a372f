import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { linkFor } from './mail-link.ts';
import { browserTest, open, visitor } from './visitor.ts';

describe('a link from a mail', () => {
  browserTest('of an invitation makes an account that can log in', async () => {
    const context = await visitor();
    const api = await apiAs(context, 'owner@stranger.example');
    const me = await api.get<{ memberships: { cabinet: { id: string } }[] }>('/me');
    const email = `novice-${Date.now()}@stranger.example`;
    const cabinet = me.memberships[0]!.cabinet.id;
    await api.post(`/cabinets/${cabinet}/users`, { email, name: 'Новичок Новиков', role: 'viewer', locale: 'en' });
    const page = await open(context, await linkFor(context, email));
    await page.getByRole('heading', { name: 'Invitation to АО «Южные медиа»' }).waitFor();
    expect(page.url()).not.toContain('token');
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('This password is too common').waitFor();
    await page.getByLabel('New password').fill('seven purple walruses');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('link', { name: 'Log in' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel(/^Password/).fill('seven purple walruses');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Hello, Новичок Новиков' }).waitFor();
  });

  browserTest('to reset a password is sent on request, works, and works once', async () => {
    const email = 'owner@granddaughter.example';
    const context = await visitor();
    const page = await open(context, '/login');
    await page.getByRole('link', { name: 'Forgot the password?' }).click();
    // The page that is left has a field of this name too, and stays until the next one is loaded.
    await page.getByRole('heading', { name: 'Reset the password' }).waitFor();
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
    const link = await linkFor(context, email);
    for (const outcome of ['The password is set', 'The link is not valid']) {
      const reset = await open(context, link);
      await reset.getByLabel('New password').fill('eleven green walruses');
      await reset.getByRole('button', { name: 'Set the password' }).click();
      await reset.getByText(outcome).first().waitFor();
    }
  });

  browserTest('without its secret says so', async () => {
    const page = await open(await visitor(), '/password-reset');
    await page.getByRole('heading', { name: 'The link is incomplete' }).waitFor();
  });
});
