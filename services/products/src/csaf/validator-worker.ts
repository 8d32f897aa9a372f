/** The validator's thread: loads the library, which takes a second, then checks one document after the other. */
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js';
import { csaf_2_0 } from '@secvisogram/csaf-validator-lib/schemaTests.js';
import type { FieldFault } from '@kabinet/problem';
import { parentPort } from 'node:worker_threads';
import { faultsIn, type TestResult } from './fault.ts';

/** The mandatory tests take the form of a document for granted, so that the schema comes first. */
async function check(document: unknown): Promise<FieldFault[]> {
  const bySchema = csaf_2_0(document).errors ?? [];
  if (bySchema.length > 0) return faultsIn([{ name: 'schema', errors: bySchema }]);
  const results: TestResult[] = [];
  for (const [name, test] of Object.entries(mandatory)) results.push({ name, errors: (await test(document)).errors ?? [] });
  return faultsIn(results);
}

parentPort?.on('message', (text: string) => {
  void check(JSON.parse(text) as unknown).then((faults) => parentPort?.postMessage(faults));
});
parentPort?.postMessage('ready');
