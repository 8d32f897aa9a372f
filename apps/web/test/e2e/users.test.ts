import { describe, expect } from 'vitest';
import { apiAs } from './api-as.ts';
import { newPerson } from './new-person.ts';
import { browserTest, open, PASSWORD, visitor } from './visitor.ts';

const admin = 'admin@kabinet.example';

describe('the users', () => {
  browserTest('get other staff roles, are shut out and let in again', async () => {
    const context = await visitor({ as: admin });
    const email = await newPerson(context);
    const page = await open(context, `/users?q=${email}`);
    const row = page.getByRole('row').filter({ hasText: email });
    const choose = async (action: string) => {
      await row.getByRole('button', { name: `Actions: ${email}` }).click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    const dialog = page.getByRole('dialog');
    await choose('Change roles');
    await dialog.getByRole('checkbox', { name: 'Auditor' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Auditor').waitFor();
    await choose('Change roles');
    await dialog.getByRole('checkbox', { name: 'Auditor' }).uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Auditor').waitFor({ state: 'detached' });
    await choose('Disable');
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await row.getByText('Disabled').waitFor();
    const logIn = () => context.request.post('/api/v1/jwt', { data: { email, password: PASSWORD } });
    expect((await logIn()).status()).toBe(401);
    await choose('Enable');
    await dialog.getByRole('button', { name: 'Enable' }).click();
    await row.getByText('Active').waitFor();
    expect((await logIn()).status()).toBe(200);
    await choose('Take off the second factor');
    await dialog.getByLabel('Reason').fill('The phone was lost');
    await dialog.getByRole('button', { name: 'Take off' }).click();
    await dialog.getByRole('alert').getByText('There is no second factor').waitFor();
  });

  browserTest('are for administrators, who do nothing to themselves', async () => {
    const context = await visitor({ as: admin });
    const page = await open(context, '/users?q=admin');
    await page.getByRole('row').filter({ hasText: admin }).getByText('you').waitFor();
    const auditor = await open(await visitor({ as: 'auditor@kabinet.example' }), '/users');
    await auditor.getByText('Administrator').waitFor();
    const refused = await (await apiAs(context, 'auditor@kabinet.example')).get<{ code: string }>('/users');
    expect(refused.code).toBe('forbidden');
  });
});
