import type { FieldFault } from '@kabinet/problem';

/** The result of one test as the library tells it. */
export interface TestResult {
  readonly name: string;
  readonly errors: readonly TestError[];
}

interface TestError {
  readonly instancePath: string;
  readonly message?: string;
  /** Of the schema's keywords. */
  readonly params?: { readonly missingProperty?: string; readonly additionalProperty?: string };
}

/** As many as are of use to a person. */
const FAULTS_KEPT = 64;
const MESSAGE_KEPT = 300;

/** `mandatoryTest_6_1_27_9` → `csaf_6_1_27_9`; what the schema finds is `csaf_schema`. */
export function faultsIn(results: readonly TestResult[]): FieldFault[] {
  const faults = results.flatMap(({ name, errors }) => {
    const code = name.startsWith('mandatoryTest_') ? name.replace('mandatoryTest_', 'csaf_') : 'csaf_schema';
    return errors.slice(0, FAULTS_KEPT).map((error) => ({
      pointer: pointerTo(error),
      code,
      params: { message: (error.message ?? '').slice(0, MESSAGE_KEPT) },
    }));
  });
  return faults.slice(0, FAULTS_KEPT);
}

/** A missing or superfluous member is named itself, not the object around it. */
function pointerTo({ instancePath, params }: TestError): string {
  const member = params?.missingProperty ?? params?.additionalProperty;
  return member === undefined ? instancePath : `${instancePath}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
