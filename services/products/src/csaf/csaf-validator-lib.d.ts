/** The library ships JavaScript without declarations: the part of it that the validator uses. */

interface CsafTestOutcome {
  readonly errors?: readonly {
    readonly instancePath: string;
    readonly message?: string;
    readonly params?: { readonly missingProperty?: string; readonly additionalProperty?: string };
  }[];
}

declare module '@secvisogram/csaf-validator-lib/schemaTests.js' {
  export function csaf_2_0(document: unknown): CsafTestOutcome;
}

/** One function per test of section 6.1, named after it; this one and those like it. */
declare module '@secvisogram/csaf-validator-lib/mandatoryTests.js' {
  export function mandatoryTest_6_1_1(document: unknown): CsafTestOutcome | Promise<CsafTestOutcome>;
}
