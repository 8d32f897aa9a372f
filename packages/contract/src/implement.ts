import type { Contract, HandlerBody, Input, Operation, Reply } from './contract.ts';
import type { Access, Scope } from './access.ts';

export type Handler<Context, O extends Operation> = (context: Context, input: Input<O>) => Promise<Reply<HandlerBody<O>>>;

/** Whether the resource `id` exists within `scope`: decides between 404, 403 and going on. */
export type ResourceCheck<Context> = (context: Context, id: string, scope: Scope) => Promise<boolean>;

type ResourceNames<C extends Contract> = ResourceOf<C['operations'][keyof C['operations']]['access']>;

type ResourceOf<A extends Access> =
  | (A extends { readonly resource: { readonly of: infer Name extends string } } ? Name : never)
  | (A extends { readonly resource: { readonly held_on: infer Name extends string } } ? Name : never);

export interface Implementation<Context, C extends Contract = Contract> {
  readonly contract: C;
  readonly resources: Readonly<Record<string, ResourceCheck<Context>>>;
  readonly handlers: Readonly<Record<string, Handler<Context, Operation>>>;
}

/** Binds a handler to every operation and a check to every kind of resource; a missing one does not compile. */
export function implement<Context>() {
  return function bind<C extends Contract>(
    contract: C,
    parts: {
      resources: { [Name in ResourceNames<C>]: ResourceCheck<Context> };
      handlers: { [Id in keyof C['operations']]: Handler<Context, C['operations'][Id]> };
    },
  ): Implementation<Context, C> {
    return {
      contract,
      resources: parts.resources,
      handlers: parts.handlers,
    };
  };
}
