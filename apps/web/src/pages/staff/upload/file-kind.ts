import type { ArtifactKind } from '@kabinet/contracts/artifacts/manifest';

const KINDS: readonly (readonly [RegExp, ArtifactKind])[] = [
  [/\.(iso|img|qcow2|vmdk|ova|raw)(\.(gz|xz|zst))?$/i, 'image'],
  [/\.(cdx|spdx)\.(json|xml)$|\.spdx$/i, 'sbom'],
  [/^SHA256SUMS$|\.(sig|asc|minisig|p7s)$/i, 'signature'],
  [/\.(pdf|md|html|docx|odt|txt)$/i, 'documentation'],
  [/\.(deb|rpm|zip|tar|tgz|tar\.(gz|xz|zst|bz2)|run|msi|exe|whl)$/i, 'update'],
];

/** What a file is by its name, as `kabinet release publish` takes it; the person knows better. */
export function kindOf(file: string): ArtifactKind {
  return KINDS.find(([pattern]) => pattern.test(file))?.[1] ?? 'other';
}

/** The platform that a name tells of; empty for one that tells of none. */
export function platformOf(file: string): string {
  const [found = ''] = /x86_64|amd64|aarch64|arm64|e2k|ppc64le|riscv64/i.exec(file) ?? [];
  return found.toLowerCase();
}
