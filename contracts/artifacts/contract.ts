import { defineContract } from '@kabinet/contract';
import { downloadOperations } from './download-operations.ts';
import { advisoryFileOperations } from './advisory-file-operations.ts';
import { artifactEvents } from './events.ts';
import { artifactOperations } from './operations.ts';
import { releaseKeyOperations } from './release-key-operations.ts';
import { transferOperations } from './transfer-operations.ts';
import { artifactFields, artifactProblems } from './problems.ts';

export const artifactsContract = defineContract('artifacts', {
  operations: { ...artifactOperations, ...downloadOperations, ...transferOperations, ...advisoryFileOperations, ...releaseKeyOperations },
  events: artifactEvents,
  problems: artifactProblems,
  fields: artifactFields,
});
