import type { Principal } from '@kabinet/contract/principal';
import type { CallOrigin } from '@kabinet/contract/client';
import type { Reply } from '@kabinet/contract';
import { documentsContract } from '@kabinet/contracts/documents';
import { licensesContract } from '@kabinet/contracts/licenses';
import { organizationsContract } from '@kabinet/contracts/organizations';
import { productsContract } from '@kabinet/contracts/products';
import type { NewProduct } from '@kabinet/contracts/products/resources';
import { ProblemError } from '@kabinet/problem';
import { execFile, execFileSync } from 'node:child_process';
import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { member, serviceNamed, staff, type TestPortal } from 'kabinet-program/testing';
import type { DocumentsState } from '../src/state.ts';

export function documents(portal: TestPortal, principal: Principal, origin?: Partial<CallOrigin>) {
  return portal.client(documentsContract, principal, origin);
}

/** The state that the running service keeps. */
export function stateOf(portal: TestPortal): DocumentsState {
  return portal.service('documents').contextAsService('test').state as DocumentsState;
}

/** A reply with its headers, which the client leaves out. */
export function reply(portal: TestPortal, principal: Principal, operation: string, input: object): Promise<Reply<Uint8Array>> {
  const origin = { principal, locale: 'en', requestId: randomUUIDv7(), deadline: Date.now() + 30_000, ip: null, userAgent: null } as const;
  return portal.service('documents').dispatch({ ...origin, ...input, service: 'documents', operation }) as Promise<Reply<Uint8Array>>;
}

export async function refusal(attempt: Promise<unknown>): Promise<ProblemError> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error('it should have been refused');
}

export interface Sold {
  readonly organization: { organization_id: string; root_id: string };
  readonly license: { readonly id: string; readonly number: string };
  readonly certificate: { readonly id: string; readonly number: string };
  readonly owner: Principal;
  readonly viewer: Principal;
}

/** Adds the first product of the samples; answers its slug. */
export async function addProduct(portal: TestPortal, changes: object = {}): Promise<string> {
  const file = new URL('../../../samples/products.json', import.meta.url);
  const [sample] = JSON.parse(await readFile(file, 'utf8')) as NewProduct[];
  if (!sample) throw new Error('there are no samples');
  const { slug } = await portal.client(productsContract, staff('product_manager')).createProduct({ body: { ...sample, ...changes } });
  return slug;
}

/** A new organization with a licence of the product and the certificate that covers it. */
export async function sell(portal: TestPortal, productSlug: string, name: string): Promise<Sold> {
  return sellTo(portal, productSlug, await portal.organization(name));
}

let purchases = 0;

/** Sells to an organization by way of the ERP. */
export async function sellTo(portal: TestPortal, product: string, organization: Sold['organization']): Promise<Sold> {
  purchases += 1;
  const { inn, kpp, name } = await portal
    .client(organizationsContract, serviceNamed('test'))
    .getOrganizationNode({ params: { id: organization.organization_id } });
  const term = { valid_from: '2026-01-01', valid_until: '2026-12-31' };
  const parameters = { edition: 'server', architecture: 'x86_64' };
  const line = { product, quantity: 1250, versions: '1.x', parameters, ...term, certificate: { level: 'privileged', ...term } };
  const purchase = { source: 'test', id: `${purchases}`, purchased_at: '2026-01-01T09:00:00Z', buyer: { inn, kpp, name }, lines: [line] };
  const { licenses, certificates } = await portal.client(licensesContract, erp).receivePurchase({ body: purchase });
  const [license] = licenses;
  const [certificate] = certificates;
  if (!license || !certificate) throw new Error('nothing was sold');
  return { organization, license, certificate, owner: member(organization, 'owner'), viewer: member(organization, 'viewer') };
}

const erp: Principal = { kind: 'machine', id: 'the-erp', scopes: ['purchases:write'], organization: null };

const run = promisify(execFile);

/** Whether the system has the program; where tests must not be skipped its lack fails. */
export function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env['CI'] === 'true') throw new Error(`${program} is not installed: node test/peers/install.ts pdf`);
    return false;
  }
}

/** Runs a program of the system on a PDF, which stands for `{}` in the arguments; answers what it prints. */
export async function onPdf(pdf: Uint8Array, program: string, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kabinet-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run(
      program,
      args.map((argument) => argument.replace('{}', file)),
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the QR code on the first page says. */
export async function qrCodeOf(pdf: Uint8Array): Promise<string> {
  return (await onPdf(pdf, 'sh', '-c', 'pdftoppm -r 150 -f 1 -l 1 -png "$0" "$0" && zbarimg --quiet --raw "$0"-*.png', '{}')).trim();
}
