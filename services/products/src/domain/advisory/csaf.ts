/** The parts of a CSAF 2.0 document (OASIS Standard, November 2022) that the portal reads; the document is valid already. */

export interface CsafDocument {
  readonly document: {
    readonly category: string;
    readonly title: string;
    readonly lang?: string;
    readonly publisher: { readonly name: string; readonly namespace: string };
    readonly distribution?: { readonly tlp?: { readonly label: string } };
    readonly notes?: readonly CsafNote[];
    readonly references?: readonly { readonly summary: string; readonly url: string }[];
    readonly tracking: {
      readonly id: string;
      readonly status: 'draft' | 'interim' | 'final';
      readonly version: string;
      readonly initial_release_date: string;
      readonly current_release_date: string;
      readonly revision_history: readonly { readonly date: string; readonly number: string; readonly summary: string }[];
    };
  };
  readonly product_tree?: CsafProductTree;
  readonly vulnerabilities?: readonly CsafVulnerability[];
}

export interface CsafNote {
  readonly category: string;
  readonly title?: string;
  readonly text: string;
}

export interface CsafProductTree {
  readonly branches?: readonly CsafBranch[];
  readonly full_product_names?: readonly CsafProduct[];
  readonly relationships?: readonly CsafRelationship[];
}

export interface CsafBranch {
  readonly category: string;
  readonly name: string;
  readonly branches?: readonly CsafBranch[];
  readonly product?: CsafProduct;
}

export interface CsafProduct {
  readonly product_id: string;
  readonly name: string;
  readonly product_identification_helper?: {
    readonly purl?: string;
    readonly x_generic_uris?: readonly { readonly namespace: string; readonly uri: string }[];
  };
}

export interface CsafRelationship {
  readonly category: string;
  readonly product_reference: string;
  readonly relates_to_product_reference: string;
  readonly full_product_name: CsafProduct;
}

export type CsafProductStatus = Readonly<Record<string, readonly string[]>>;

export interface CsafVulnerability {
  readonly cve?: string;
  readonly title?: string;
  readonly cwe?: { readonly id: string };
  readonly notes?: readonly CsafNote[];
  readonly product_status?: CsafProductStatus;
  readonly scores?: readonly { readonly cvss_v3?: CsafCvss; readonly cvss_v2?: CsafCvss }[];
  readonly remediations?: readonly { readonly category: string; readonly details: string; readonly url?: string }[];
}

export interface CsafCvss {
  readonly baseScore: number;
  readonly vectorString: string;
}

/** The name of the document's file (CSAF 2.0, section 5.1). */
export function fileNameOf(trackingId: string): string {
  return `${trackingId.toLowerCase().replaceAll(/[^+\-a-z0-9]+/g, '_')}.json`;
}
