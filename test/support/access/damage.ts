import { everywhere } from '@kabinet/contract/access';
import type { Operation } from '@kabinet/contract';
import { serviceContract, systemContract } from '@kabinet/contract/system';
import type { Principal } from '@kabinet/contract/principal';
import type { ServiceContext, ServiceManifest } from '@kabinet/service';
import type { TestPortal } from 'kabinet-program/testing';

/*
 * Ways to break a running portal on purpose, so that the tests of access can be seen to notice. Each breaks it for as long
 * as `work` runs, in place: services look their parts up at every call.
 */

type Work<T> = () => Promise<T>;

/** No query narrows itself any more for customers and their machines: `context.scope` says "everywhere". */
export async function withoutFirstWall<T>(manifests: readonly ServiceManifest[], work: Work<T>): Promise<T> {
  const restore = manifests.flatMap(({ implementation }) => [
    replaceEach(implementation.handlers, (handler) => (context, input) => handler(unnarrowed(context), input)),
    replaceEach(
      implementation.resources,
      (exists) => (context, id, scope) => exists(unnarrowed(context), id, isTenant(context.origin.principal) ? everywhere : scope),
    ),
  ]);
  return restored(restore, work);
}

/** Row-level security lets every row of every tenant table through. */
export async function withoutSecondWall<T>({ database }: TestPortal, work: Work<T>): Promise<T> {
  const tables = await database.sql<{ name: string; role: string }>(
    `select policy.schemaname || '.' || policy.tablename as name, policy.schemaname as role from pg_policies policy where policyname = 'tenant'`,
  );
  for (const { name, role } of tables) await database.sql(`create policy broken on ${name} for select to ${role} using (true)`);
  try {
    return await work();
  } finally {
    for (const { name } of tables) await database.sql(`drop policy broken on ${name}`);
  }
}

/** One kind of resource exists for everybody, whatever its id. */
export async function withoutCheck<T>({ implementation }: ServiceManifest, kind: string, work: Work<T>): Promise<T> {
  return restored([replaceEach(implementation.resources, (exists, name) => (name === kind ? async () => true : exists))], work);
}

/** Whoever calls may: what operations ask of their caller is gone. */
export async function withoutAccess<T>(manifests: readonly ServiceManifest[], work: Work<T>): Promise<T> {
  const open = (operation: Operation): Operation => ({ ...operation, access: { kind: 'public' } });
  return restored(
    [...manifests.map(({ contract }) => contract), serviceContract, systemContract].map(({ operations }) =>
      replaceEach<Operation>(operations, open),
    ),
    work,
  );
}

function unnarrowed(context: ServiceContext): ServiceContext {
  if (!isTenant(context.origin.principal)) return context;
  return new Proxy(context, {
    get: (target, name) => {
      if (name === 'scope') return () => everywhere;
      // The context keeps its parts in private fields, which only it can read.
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member as (...values: unknown[]) => unknown).bind(target) : member;
    },
  });
}

function isTenant(principal: Principal): boolean {
  if (principal.kind === 'user') return principal.staff_roles.length === 0;
  return principal.kind === 'machine' && principal.organization !== null;
}

/** Replaces every member in place; answers how to undo that. */
function replaceEach<T>(parts: Readonly<Record<string, T>>, replace: (part: T, name: string) => T): () => void {
  const present = { ...parts };
  const writable = parts as Record<string, T>;
  for (const [name, part] of Object.entries(present)) writable[name] = replace(part, name);
  return () => void Object.assign(writable, present);
}

async function restored<T>(restore: readonly (() => void)[], work: Work<T>): Promise<T> {
  try {
    return await work();
  } finally {
    for (const undo of restore) undo();
  }
}
