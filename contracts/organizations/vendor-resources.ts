import { closed, Instant, LocalizedText, nullable } from '@kabinet/contract/schemas';
import Type, { type Static } from 'typebox';

/** A colour that white letters are read on: `#rrggbb`. */
const Accent = Type.String({ pattern: '^#[0-9a-f]{6}$', title: 'colour' });

/** The vendor as everybody may see it, logged in or not. */
export const Vendor = closed({
  name: LocalizedText,
  /** Whether the vendor chose the name in the portal or by configuration; else it is the demo's. */
  named: Type.Boolean(),
  /** Null for the portal's own colour. */
  accent: nullable(Accent),
  /** A path that changes with the picture, so that it may be kept for ever; null for the portal's own mark. */
  logo_url: nullable(Type.String()),
  /** Null where the same one is shown on the dark theme. */
  logo_dark_url: nullable(Type.String()),
});
export type Vendor = Static<typeof Vendor>;

export const LogoType = Type.Enum(['image/svg+xml', 'image/png']);
export type LogoType = Static<typeof LogoType>;

/** What the vendor chose in the portal, beside what the configuration says. */
export const VendorSettings = closed({
  /** Null while the configured name holds. */
  name: nullable(LocalizedText),
  accent: nullable(Accent),
  logo: nullable(closed({ content_type: LogoType, size: Type.Integer(), url: Type.String() })),
  updated_at: nullable(Instant),
  /** From the environment of the program; it is changed there. */
  configured: closed({
    name: LocalizedText,
    accent: nullable(Accent),
    logo_url: nullable(Type.String()),
    logo_dark_url: nullable(Type.String()),
    /** What "the last day" of a term means. */
    time_zone: Type.String(),
    public_url: Type.String(),
  }),
});
export type VendorSettings = Static<typeof VendorSettings>;

/** What is left out stays; null goes back to what is configured. */
export const VendorChange = closed({
  name: Type.Optional(nullable(LocalizedText)),
  accent: Type.Optional(nullable(Accent)),
});
export type VendorChange = Static<typeof VendorChange>;
