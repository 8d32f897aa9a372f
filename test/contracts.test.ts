import { reportFaults } from '@kabinet/contracts/reports/job-resources';
import { pathOf, type Operation } from '@kabinet/contract';
import { subjectOf } from '@kabinet/contract/events';
import { accessTable, vendorScopes } from '@kabinet/contracts/access';
import type { ProblemType, Text } from '@kabinet/problem';
import { platformFields, platformProblems } from '@kabinet/problem/catalogue';
import { describe, expect, test } from 'vitest';
import { manifests } from '../apps/kabinet/src/targets.ts';
import { changes, contracts, offenders, offendingOperations, operations, repeated } from './support/contracts/operations.ts';
import { isClosed, objectsOf, patternsIn, propertiesOf, walk } from './support/contracts/schemas.ts';
import { parametersOf, textsOf, wordsOf } from './support/contracts/texts.ts';

test('there are contracts to look at', () => {
  expect(operations.length).toBeGreaterThan(20);
  expect(manifests.map(({ name, contract }) => [name, contract.service])).toEqual(manifests.map(({ name }) => [name, name]));
});

describe('problems', () => {
  test('a resource that is missing is a declared problem of its operation', () => {
    expect(
      offendingOperations(({ access, problems }) =>
        access.kind !== 'permission' || !access.resource ? true : problems.includes(`${access.resource.of}_not_found`),
      ),
    ).toEqual([]);
  });

  test('every declared problem stands in its service’s or the platform’s catalogue', () => {
    expect(
      offendingOperations(({ problems }, _id, contract) => problems.every((code) => code in contract.problems || code in platformProblems)),
    ).toEqual([]);
  });

  test('every problem of a catalogue is answered by some operation, or told of a job', () => {
    const unused = contracts.flatMap((contract) => {
      // What a job in the background came to is told by its resource.
      const declared = new Set<string>([...Object.values(contract.operations).flatMap((operation) => operation.problems), ...reportFaults]);
      return Object.keys(contract.problems)
        .filter((code) => !declared.has(code))
        .map((code) => `${contract.service}: ${code}`);
    });
    expect(unused).toEqual([]);
  });

  test('a code means the same everywhere, and never what the platform means by it', () => {
    const meanings = new Map<string, ProblemType>(Object.entries(platformProblems));
    for (const contract of contracts) {
      for (const [code, type] of Object.entries(contract.problems)) {
        expect(type, `${contract.service}: ${code}`).toEqual(meanings.get(code) ?? type);
        meanings.set(code, type);
      }
    }
  });

  test('codes are snake_case and statuses are those of refusals', () => {
    for (const contract of contracts) {
      for (const [code, { status }] of Object.entries(contract.problems)) {
        expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
        expect(status, code).toBeGreaterThanOrEqual(400);
        expect(status, code).toBeLessThan(600);
        if (code.endsWith('_not_found')) expect(status, code).toBe(404);
      }
    }
  });
});

describe('texts', () => {
  test('are there in both languages, each in its own, with the same parameters', () => {
    for (const contract of contracts) {
      for (const [name, text] of textsOf(contract)) {
        expect(text.ru.trim() && text.en.trim(), name).not.toBe('');
        // A text may be nothing but what its parameters say.
        if (/[a-z]/i.test(wordsOf(text.en))) expect(wordsOf(text.ru), name).toMatch(/[а-яё]/i);
        expect(text.en, name).not.toMatch(/[а-яё]/i);
        expect(parametersOf(text.ru), name).toEqual(parametersOf(text.en));
      }
    }
  });

  test('of a field’s fault are the same wherever a code is used again', () => {
    const meanings = new Map<string, Text>(Object.entries(platformFields));
    for (const { service, fields } of contracts) {
      for (const [code, text] of Object.entries(fields)) {
        expect(text, `${service}: ${code}`).toEqual(meanings.get(code) ?? text);
        meanings.set(code, text);
      }
    }
  });

  test('tell people what fits a pattern, which no person reads', () => {
    const known = new Set([...contracts.flatMap((contract) => Object.keys(contract.fields)), ...Object.keys(platformFields)]);
    const unexplained = operations.flatMap(({ name, operation }) =>
      patternsIn([operation.query, operation.body])
        .filter(({ title }) => !known.has(`format.${title}`))
        .map(({ pattern }) => `${name}: ${pattern}`),
    );
    expect(unexplained).toEqual([]);
  });
});

describe('names', () => {
  test('of operations are unique across services', () => {
    expect(repeated(operations.map(({ id }) => id))).toEqual([]);
  });

  test('of paths are unique, but for variants that the format tells apart, and dry runs', () => {
    const places = operations.map(
      ({ operation }) =>
        `${operation.method} ${pathOf(operation).replaceAll(/\{\w+\}/g, '{}')} ${operation.variant?.format ?? ''} ${operation.dry_run ?? ''}`,
    );
    expect(repeated(places)).toEqual([]);
  });

  test('of path parameters are exactly those that the schema has', () => {
    const inPath = (operation: Operation): string[] => [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted();
    expect(
      offendingOperations(
        (operation) =>
          inPath(operation).join() ===
          Object.keys(operation.params?.properties ?? {})
            .toSorted()
            .join(),
      ),
    ).toEqual([]);
  });

  test('on the wire are snake_case', () => {
    expect(
      offendingOperations((operation) =>
        objectsOf(operation).every(({ properties }) => Object.keys(properties ?? {}).every((name) => /^[a-z][a-z0-9_]*$/.test(name))),
      ),
    ).toEqual([]);
  });

  test('of summaries are there', () => {
    expect(offendingOperations(({ summary }) => summary.trim().length > 3)).toEqual([]);
  });
});

describe('rights', () => {
  const granted = new Set<string>(
    [...Object.values(accessTable.customer), ...Object.values(accessTable.staff), ...Object.values(accessTable.scopes)].flat(),
  );

  test('that an operation asks for are granted to somebody', () => {
    expect(
      offendingOperations(
        ({ access }) =>
          access.kind !== 'permission' ||
          [access.permission, access.known_by ?? access.permission].every((permission) => granted.has(permission)),
      ),
    ).toEqual([]);
  });

  test('for tokens of the vendor only are those that open nothing but what is the vendor’s', () => {
    const opened = (permissions: readonly string[]) =>
      operations.flatMap(({ operation: { access } }) =>
        access.kind === 'permission' && permissions.includes(access.permission) ? [access] : [],
      );
    const useless = Object.entries(accessTable.scopes)
      .filter(([, permissions]) => opened(permissions).every(({ vendor_wide }) => vendor_wide))
      .map(([scope]) => scope);
    expect(vendorScopes).toEqual(useless);
  });

  test('on a resource name a path parameter that there is', () => {
    expect(
      offendingOperations(
        ({ access, params }) => access.kind !== 'permission' || !access.resource || access.resource.param in (params?.properties ?? {}),
      ),
    ).toEqual([]);
  });

  test('every service checks the resources that its operations name', () => {
    for (const { contract, implementation } of manifests) {
      const named = Object.values(contract.operations).flatMap(({ access }) =>
        access.kind === 'permission' && access.resource ? [access.resource.of, access.resource.held_on ?? access.resource.of] : [],
      );
      expect(Object.keys(implementation.resources).toSorted()).toEqual([...new Set(named)].toSorted());
    }
  });

  test('what only services call stands below /internal, and what stands there is for them or asks for a right of their caller', () => {
    expect(offendingOperations(({ access, path }) => access.kind !== 'services' || path.startsWith('/internal/'))).toEqual([]);
    const asked = ['services', 'permission'];
    expect(offendingOperations(({ access, path }) => !path.startsWith('/internal/') || asked.includes(access.kind))).toEqual([]);
  });
});

describe('shapes', () => {
  test('are closed everywhere: unknown input is refused, and an answer has no member that nobody described', () => {
    const open = operations.flatMap(({ name, operation }) =>
      objectsOf(operation)
        .filter((schema) => !isClosed(schema))
        .map((schema) => `${name}: ${Object.keys(schema.properties ?? {}).join()}`),
    );
    expect(open).toEqual([]);
  });

  test('a GET takes no body, 204 answers none, and 200 and 201 always do', () => {
    expect(offendingOperations(({ method, body }) => method !== 'GET' || body === undefined)).toEqual([]);
    const answers = ({ ok }: Operation): boolean => ok.body !== undefined || ok.content_type !== undefined || ok.stream !== undefined;
    expect(offendingOperations((operation) => operation.ok.status === 202 || answers(operation) === (operation.ok.status !== 204))).toEqual(
      [],
    );
  });

  test('If-Match and keys are asked for where something is changed', () => {
    expect(
      offendingOperations(({ method, if_match, idempotency }) => method !== 'GET' || (if_match === undefined && idempotency === undefined)),
    ).toEqual([]);
    // An upload goes on from an offset, which says as much.
    expect(
      offendingOperations(({ method, if_match, upload }) => method !== 'PATCH' || if_match !== undefined || upload !== undefined, changes),
    ).toEqual([]);
  });

  test('no key is promised to strangers, who could not be told apart', () => {
    expect(
      offendingOperations(({ method, access, idempotency }) => method !== 'POST' || access.kind !== 'public' || idempotency === 'none'),
    ).toEqual([]);
  });

  test('lists have the one paging grammar', () => {
    const lists = operations.filter(({ operation }) => propertiesOf(operation.ok.body).includes('next_cursor'));
    expect(lists.length).toBeGreaterThan(3);
    const grammar = ['limit', 'cursor', 'sort', 'count'];
    expect(offendingOperations(({ query }) => grammar.every((name) => propertiesOf(query).includes(name)), lists)).toEqual([]);
  });
});

describe('events', () => {
  const events = contracts.flatMap((contract) =>
    Object.entries(contract.events).map(([name, type]) => ({ name: `${contract.service}.${name}`, contract, type })),
  );

  test('come from the service that declares them, under a name of its own', () => {
    expect(
      offenders(
        events,
        ({ contract, type }) => type.source === contract.service,
        ({ name }) => name,
      ),
    ).toEqual([]);
    expect(repeated(events.map(({ type }) => subjectOf(type)))).toEqual([]);
    expect(
      offenders(
        events,
        ({ type }) => /^[a-z_]+(\.[a-z_]+)+$/.test(type.type),
        ({ name }) => name,
      ),
    ).toEqual([]);
  });

  test('carry closed data without secrets or contacts', () => {
    const secret = /password|secret|email|phone|(^|_)token$/;
    const bad = events.flatMap(({ name, type }) => {
      const objects = walk(type.data);
      const open = objects.filter((schema) => !isClosed(schema)).map(() => `${name}: open`);
      const telling = objects
        .flatMap((schema) => Object.keys(schema.properties ?? {}))
        .filter((member) => secret.test(member))
        .map((member) => `${name}: ${member}`);
      return [...open, ...telling];
    });
    expect(bad).toEqual([]);
  });

  test('that a service subscribes to are published by somebody', () => {
    const published = new Set(events.map(({ type }) => subjectOf(type)));
    const unknown = manifests.flatMap(({ name, subscriptions }) =>
      subscriptions.filter(({ subject }) => subject !== '>' && !published.has(subject)).map(({ subject }) => `${name}: ${subject}`),
    );
    expect(unknown).toEqual([]);
  });
});
