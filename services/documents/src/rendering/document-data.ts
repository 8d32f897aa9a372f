import type { Text } from '@kabinet/problem';

/**
 * What the documents say, before it is put into words: see `document-view.ts`.
 * Dates are calendar dates (`YYYY-MM-DD`) in the vendor's time zone, the last day included.
 */
interface DocumentData {
  readonly vendor: Text;
  readonly theme: Theme;
  readonly number: string;
  readonly product: { readonly name: Text };
  readonly organization: { readonly name: string; readonly inn: string; readonly kpp: string | null };
  readonly status: DocumentStatus;
  readonly valid_from: string;
  readonly issued_on: string;
  /** The public page that confirms the document: printed, and drawn as a QR code. */
  readonly verify_url: string;
}

/** How a licence or certificate stands today. */
export type DocumentStatus = 'scheduled' | 'active' | 'expired' | 'suspended' | 'revoked';

/** How the documents of one product differ from those of another, while they share the built-in templates. */
export interface Theme {
  /** `#rrggbb`; what is too light to read on paper is darkened by the template. */
  readonly accent: string;
}

export interface SupportLevel {
  readonly name: Text;
  readonly first_response_hours: number;
}

export interface LicenseDocument extends DocumentData {
  readonly quantity: number;
  /** The versions that the licence covers, such as `1.x`; null: every version. */
  readonly versions: string | null;
  /** Null: perpetual. */
  readonly valid_until: string | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The product's JSON Schema of `parameters`: gives their titles and their order. */
  readonly parameter_schema: ParameterSchema;
  readonly certificates: readonly {
    readonly number: string;
    readonly level: SupportLevel;
    readonly valid_from: string;
    readonly valid_until: string;
  }[];
  /** The key that signs the license file of the same licence; null while there is none. */
  readonly key_id: string | null;
}

export interface CertificateDocument extends DocumentData {
  readonly level: SupportLevel;
  readonly valid_until: string;
  readonly licenses: readonly { readonly number: string; readonly quantity: number }[];
}

/** The part of a JSON Schema that documents read; anything else in it is ignored. */
export interface ParameterSchema {
  readonly properties?: Readonly<Record<string, ParameterDeclaration>>;
}

export interface ParameterDeclaration {
  readonly title?: string;
}
