import { describe, expect } from 'vitest';
import { expectAccessible } from './accessibility.ts';
import { linkFor } from './mail-link.ts';
import { newPerson } from './new-person.ts';
import { codeOf } from './second-factor.ts';
import { browserTest, open, PASSWORD, visitor } from './visitor.ts';

describe('the profile', () => {
  browserTest('changes name and language, here and in the account', async () => {
    const context = await visitor({ as: 'viewer@holding.example' });
    const page = await open(context, '/');
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Profile' }).click();
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await page.getByLabel('Your name').fill('Виктор Зоркий');
    await page.getByLabel('Language').selectOption('Русский');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Профиль сохранён').waitFor();
    await page.getByRole('button', { name: 'Учётная запись: Виктор Зоркий' }).waitFor();
    await page.getByRole('radio', { name: 'Тёмная' }).check();
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  });

  browserTest('changes the password, and says what is wrong with it beside the field', async () => {
    const email = 'support@holding.example';
    const context = await visitor({ as: email });
    const page = await open(context, '/profile/security');
    // Another address asks for the password too.
    const part = page.getByRole('region', { name: 'Password' });
    const change = async (from: string, to: string) => {
      await part.getByLabel('Current password').fill(from);
      await part.getByLabel('New password').fill(to);
      await part.getByRole('button', { name: 'Change the password' }).click();
    };
    await change('wrong', 'nine blue walruses');
    await page.getByText('Wrong password').waitFor();
    await change(PASSWORD, 'password1234');
    await page.getByText('This password is too common').waitFor();
    await change(PASSWORD, 'nine blue walruses');
    await page.getByRole('status').getByText('The password is changed').waitFor();
    expect(await part.getByLabel('New password').inputValue()).toBe('');
    const answer = await context.request.post('/api/v1/jwt', { data: { email, password: 'nine blue walruses' } });
    expect(answer.status()).toBe(200);
    await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
    await change('nine blue walruses', PASSWORD);
    await page.getByRole('status').getByText('The password is changed').waitFor();
  });
});

describe('the address', () => {
  browserTest('changes once the link that is mailed to the new one is opened', { timeout: 60_000 }, async () => {
    const before = await newPerson(await visitor());
    const after = `moved-${before}`;
    const context = await visitor({ as: before });
    const page = await open(context, '/profile/security');
    const part = page.getByRole('region', { name: 'E-mail' });
    await part.getByLabel('New address').fill(after);
    await part.getByLabel('Current password').fill('wrong');
    await part.getByRole('button', { name: 'Change the address' }).click();
    await part.getByText('Wrong password').waitFor();
    expect(await part.getByLabel('New address').inputValue()).toBe(after);
    await part.getByLabel('Current password').fill(PASSWORD);
    await part.getByRole('button', { name: 'Change the address' }).click();
    await page.getByRole('status').getByText(`A link is on its way to ${after}`).waitFor();
    const elsewhere = await visitor();
    const link = await open(elsewhere, await linkFor(elsewhere, after));
    expect(link.url()).not.toContain('token');
    await link.getByRole('button', { name: 'Confirm the address' }).click();
    await link.getByRole('heading', { name: 'The address is confirmed' }).waitFor();
    await expectAccessible(link, 'a confirmed address');
    await link.getByRole('link', { name: 'Log in' }).click();
    await link.getByLabel('E-mail').fill(after);
    await link.getByLabel(/^Password/).fill(PASSWORD);
    await link.getByRole('button', { name: 'Log in' }).click();
    await link.getByRole('heading', { name: 'Hello' }).waitFor();
    await page.reload();
    await part.getByText(`It is ${after} now`).waitFor();
  });
});

describe('the devices', () => {
  browserTest('are listed with this one marked, and logged out: one, all others, all', async () => {
    const email = 'manager@holding.example';
    const [here, there] = [await visitor({ as: email }), await visitor({ as: email })];
    const elsewhere = await open(there, '/licenses');
    const page = await open(here, '/profile/sessions');
    await page.getByText('this device').waitFor();
    await page
      .getByRole('button', { name: /^Log out: / })
      .first()
      .click();
    await page.getByRole('status').getByText('The device is logged out').waitFor();
    await page.getByText('1 shown').waitFor();
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Log in' }).waitFor();
    await here.request.post('/api/v1/jwt', { data: { email, password: PASSWORD } });
    await page.reload();
    await page.getByText('2 shown').waitFor();
    await page.getByRole('button', { name: 'Log out all others' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Log out all others' }).click();
    await page.getByText('1 shown').waitFor();
    await page.getByRole('button', { name: 'Log out on all devices' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Log out on all devices' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
  });
});

describe('a machine token', () => {
  browserTest('is shown once, works, and is revoked once its name is typed', async () => {
    const context = await visitor({ as: 'owner@stranger.example' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await open(context, '/profile/tokens');
    await page.getByRole('button', { name: 'New token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Inventory');
    await dialog.getByRole('button', { name: 'Create the token' }).click();
    expect(await dialog.getByText('Required').count()).toBe(2);
    await dialog.getByLabel('Organization', { exact: false }).first().click();
    await page.getByRole('option', { name: 'АО «Южные медиа»' }).click();
    await dialog.getByRole('checkbox', { name: 'Read licences and certificates' }).check();
    await dialog.getByRole('button', { name: 'Create the token' }).click();
    await dialog.getByText('it is shown this once only').waitFor();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    const token = await page.evaluate<string>('navigator.clipboard.readText()');
    const use = () => context.request.get('/api/v1/licenses', { headers: { authorization: `Bearer ${token}` } });
    expect((await use()).status()).toBe(200);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'Revoke “Inventory”' }).click();
    await dialog.getByLabel('Type Inventory to confirm').fill('Inventory');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('There are no tokens yet').waitFor();
    await expect.poll(async () => (await use()).status(), { timeout: 10_000 }).toBe(401);
  });
});

describe('the second factor', () => {
  browserTest('is set up with an app, asked for at the log-in, and turned off by a recovery code', async () => {
    const email = await newPerson(await visitor());
    const context = await visitor({ as: email });
    const page = await open(context, '/profile/security');
    await page.getByRole('button', { name: 'Turn it on' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Current password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByRole('img', { name: 'QR code for the app' }).waitFor();
    await expectAccessible(page, 'setting up');
    const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await dialog.getByRole('textbox', { name: 'Code' }).fill('000000');
    await dialog.getByRole('button', { name: 'Turn it on' }).click();
    await dialog.getByText('The code is wrong or was used already').waitFor();
    // No code is taken twice: the next two are those of the step before and of this one.
    await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, -1));
    await dialog.getByRole('button', { name: 'Turn it on' }).click();
    const codes = dialog.getByRole('list', { name: 'Recovery codes' });
    await codes.waitFor();
    const [first = ''] = await codes.getByRole('listitem').allTextContents();
    await expectAccessible(page, 'recovery codes');
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('On since').waitFor();

    const fresh = await open(await visitor(), '/login');
    await fresh.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await fresh.getByLabel(/^Password/).fill(PASSWORD);
    await fresh.getByRole('button', { name: 'Log in' }).click();
    await fresh.getByText('Now the code').waitFor();
    await expectAccessible(fresh, 'asked for a code');
    await fresh.getByRole('textbox', { name: 'Code' }).fill('000000');
    await fresh.getByRole('button', { name: 'Log in' }).click();
    await fresh.getByText('Wrong code').waitFor();
    await fresh.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 0));
    await fresh.getByRole('button', { name: 'Log in' }).click();
    await fresh.getByRole('heading', { name: 'Hello' }).waitFor();

    await page.getByRole('button', { name: 'Turn it off' }).click();
    await dialog.getByLabel('Current password').fill(PASSWORD);
    await dialog.getByRole('textbox', { name: 'Code' }).fill(first);
    await dialog.getByRole('button', { name: 'Turn it off' }).click();
    await page.getByRole('button', { name: 'Turn it on' }).waitFor();
  });
});
