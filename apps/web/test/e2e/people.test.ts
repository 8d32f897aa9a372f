import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { apiAs } from './api-as.ts';
import { linkFor } from './mail-link.ts';
import { newHolding } from './new-holding.ts';
import { invited } from './new-person.ts';
import { turnFactorOn } from './second-factor.ts';
import { browserTest, open, visitor } from './visitor.ts';

describe('who asks to be let in', () => {
  browserTest('is seen by the owner alone, who invites one and declines another', { timeout: 60_000 }, async () => {
    const context = await visitor();
    const { owner, cabinet } = await newHolding(context);
    const api = await apiAs(context, owner);
    const { inn } = await api.get<{ inn: string }>(`/cabinets/${cabinet.id}`);
    const wanted = `asks-${crypto.randomUUID()}@holding.example`;
    for (const [name, email] of [
      ['Прося Просьбина', wanted],
      ['Неведомый Гость', `unknown-${crypto.randomUUID()}@elsewhere.example`],
    ] as const) {
      const page = await open(context, '/login');
      await page.getByRole('link', { name: 'My organization has a cabinet already' }).click();
      await page.getByRole('heading', { level: 1, name: 'Ask to be let in' }).waitFor();
      await page.getByLabel('INN').fill(inn);
      await page.getByLabel('Your name').fill(name);
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Message').fill('From accounting');
      await page.getByRole('button', { name: 'Send the request' }).click();
      await page.getByRole('heading', { level: 1, name: 'The request is sent' }).waitFor();
      await page.close();
    }
    // Whether there is such an organization shows in a job only.
    const asked = async () => (await api.get<{ items: unknown[] }>('/join-requests')).items.length;
    await expect.poll(asked, { timeout: 15_000 }).toBe(2);
    const page = await open(await visitor({ as: owner }), '/');
    await page
      .getByRole('region', { name: 'Needs attention' })
      .getByRole('link', { name: /^Decide/ })
      .first()
      .click();
    await page.getByRole('row').filter({ hasText: 'From accounting' }).nth(1).waitFor();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Decline: Неведомый Гость' }).click();
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await page.getByRole('row').filter({ hasText: 'Неведомый Гость' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Invite: Прося Просьбина' }).click();
    await dialog.getByText(wanted).waitFor();
    await dialog.getByLabel('Role').selectOption('Licence manager');
    await expectAccessible(page, 'answering a request');
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText('There are no requests').waitFor();
    const invitation = await open(context, await linkFor(context, wanted));
    await invitation.getByRole('heading', { name: `Invitation to ${cabinet.name}` }).waitFor();
  });
});

describe('an owner who asks a second factor of everybody', () => {
  browserTest('has one first; who has none sees why, turns it on and is let in', { timeout: 90_000 }, async () => {
    const fixture = await visitor();
    const { owner, cabinet } = await newHolding(fixture);
    const viewer = await invited(fixture, { cabinet: cabinet.id, role: 'viewer' });
    const owners = await open(await visitor({ as: owner }), `/organizations/${cabinet.id}`);
    const requirement = owners.getByRole('switch', { name: 'Let in only who has a second factor' });
    await requirement.click();
    await owners.getByText('You would lose your own access').waitFor();
    await owners.goto('/profile/security');
    await turnFactorOn(owners);
    await owners.goto(`/organizations/${cabinet.id}`);
    await requirement.click();
    await owners.getByRole('status').getByText('Nobody gets in without a second factor').waitFor();

    const page = await open(await visitor({ as: viewer }), '/');
    const banner = page.getByRole('status').filter({ hasText: `${cabinet.name} lets in only who has a second factor` });
    await banner.waitFor();
    await page.getByRole('heading', { name: 'There is nothing here for you now' }).waitFor();
    await expectAccessible(page, 'held back');
    await page.getByRole('link', { name: 'Turn the second factor on' }).click();
    await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor();
    await turnFactorOn(page);
    await banner.waitFor({ state: 'detached' });
    await page.goto('/licenses');
    await page.getByRole('link', { name: /^L-/ }).first().waitFor();
  });
});

describe('staff', () => {
  browserTest('appoint an owner: who works there at once, anybody else by invitation', { timeout: 60_000 }, async () => {
    const fixture = await visitor();
    const { cabinet } = await newHolding(fixture);
    const viewer = await invited(fixture, { cabinet: cabinet.id, role: 'viewer' });
    const page = await open(await visitor({ as: 'account@kabinet.example' }), `/clients/${cabinet.id}`);
    const dialog = page.getByRole('dialog');
    const appoint = async (email: string, name: string) => {
      await page.getByRole('button', { name: 'Appoint an owner' }).click();
      await dialog.getByLabel('E-mail').fill(email);
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByRole('button', { name: 'Appoint an owner' }).click();
    };
    await appoint(viewer, 'Пётр Пробный');
    await dialog.getByText('Required').waitFor();
    await expectAccessible(page, 'appointing an owner');
    await dialog.getByLabel('Reason').fill('A letter of 20 November');
    await dialog.getByRole('button', { name: 'Appoint an owner' }).click();
    await page.getByRole('status').getByText(`Пётр Пробный is an owner of ${cabinet.name} now`).waitFor();
    const people = page.getByRole('region', { name: 'People' });
    await people.getByRole('listitem').filter({ hasText: viewer }).getByText('Owner').waitFor();
    const stranger = `new-owner-${crypto.randomUUID()}@holding.example`;
    await appoint(stranger, 'Новый Хозяин');
    await dialog.getByLabel('Reason').fill('A letter of 20 November');
    await dialog.getByRole('button', { name: 'Appoint an owner' }).click();
    await people.getByRole('listitem').filter({ hasText: stranger }).getByText('invited').waitFor();
  });
});
