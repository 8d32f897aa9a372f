import type { Static, TObject } from 'typebox';
import type { Side } from './principal.ts';

/** One kind of event. `data` holds ids and facts only: no tokens, no contact data. */
export interface EventType<Data extends TObject = TObject> {
  readonly type: string;
  readonly source: string;
  readonly summary: string;
  readonly data: Data;
}
export type EventCatalogue = Readonly<Record<string, EventType>>;

/** Who caused an event and from where; kept for the audit log. */
export interface Actor {
  readonly principal: string;
  /** Whose deed it was; events recorded before this was told do not say. */
  readonly side?: Side;
  /** The organizations that the person or token belonged to; none for the vendor and the portal. */
  readonly organization_ids?: readonly string[];
  /** Whose view or name the principal acted in, as a principal's key; absent for who acted as themselves. */
  readonly on_behalf?: string;
  readonly request_id: string;
  readonly ip: string | null;
}

/** A CloudEvents 1.0 envelope; extension attributes are lower-case as the specification asks. */
export interface Event<Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  /** The service that published it. */
  readonly source: string;
  /** `<aggregate>.<what happened>`; on the wire the subject is `<source>.<type>`. */
  readonly type: string;
  /** The aggregate's id. */
  readonly subject: string;
  /** The aggregate's version after the change: consumers keep the newest and skip what is older. */
  readonly version: number;
  readonly time: string;
  readonly organizationid: string | null;
  readonly rootid: string | null;
  readonly actor: Actor;
  /** The present state told once more for followers to rebuild from; nothing happened, so the audit log passes it over. */
  readonly republished?: true;
  readonly data: Data;
}

export type EventOf<T extends EventType> = Event<Static<T['data']>>;

/** Declares a service's events: `defineEvents('licenses', { license_issued: { type: 'license.issued', … } })`. */
export function defineEvents<const Declarations extends Record<string, { type: string; summary: string; data: TObject }>>(
  source: string,
  declarations: Declarations,
): { [Name in keyof Declarations]: EventType<Declarations[Name]['data']> } {
  const entries = Object.entries(declarations).map(([name, declaration]) => [name, { ...declaration, source }]);
  return Object.fromEntries(entries) as { [Name in keyof Declarations]: EventType<Declarations[Name]['data']> };
}

/** The name under which an event travels and is subscribed to. */
export function subjectOf(event: { source: string; type: string }): string {
  return `${event.source}.${event.type}`;
}
