import type { ArtifactKind, Channel, ReleaseKind } from '@kabinet/contracts/artifacts/manifest';

/** A version of a demo product: small files that are made while seeding. */
export interface DemoRelease {
  readonly product: string;
  readonly version: string;
  readonly kind: ReleaseKind;
  readonly channel: Channel;
  /** Days from today. */
  readonly released: number;
  readonly notes: { readonly ru: string; readonly en: string };
  readonly fixes?: readonly string[];
  readonly files: readonly DemoFile[];
  /** The upload is broken: a byte of this file is another one than the manifest says. */
  readonly isBroken?: true;
  readonly recalled?: string;
  /** With the demo's key: digests of all files and their signature are files of it too. */
  readonly isSigned?: true;
}

export interface DemoFile {
  readonly file: string;
  readonly kind: ArtifactKind;
  readonly platform?: string;
  /** In bytes. */
  readonly size: number;
  readonly title: { readonly ru: string; readonly en: string };
}

const KIB = 1024;

function image(product: string, version: string, platform: string): DemoFile {
  const title = { ru: `Установочный образ, ${platform}`, en: `Installation image, ${platform}` };
  return { file: `${product}-${version}-${platform}.iso`, kind: 'image', platform, size: 384 * KIB, title };
}

function update(product: string, version: string): DemoFile {
  const title = { ru: 'Обновление', en: 'Update' };
  return { file: `${product}-${version}-update.tar.gz`, kind: 'update', platform: 'x86_64', size: 96 * KIB, title };
}

function guide(version: string): DemoFile {
  const title = { ru: 'Руководство администратора', en: "Administrator's guide" };
  return { file: `Руководство администратора ${version}.md`, kind: 'documentation', size: 12 * KIB, title };
}

function sbom(product: string, version: string): DemoFile {
  const title = { ru: 'Состав программы (CycloneDX)', en: 'Bill of materials (CycloneDX)' };
  return { file: `${product}-${version}.cdx.json`, kind: 'sbom', size: 0, title };
}

function spdx(product: string, version: string): DemoFile {
  const title = { ru: 'Состав программы (SPDX)', en: 'Bill of materials (SPDX)' };
  return { file: `${product}-${version}.spdx.json`, kind: 'sbom', size: 0, title };
}

function major(product: string, version: string, released: number, more: Partial<DemoRelease> = {}): DemoRelease {
  const notes = {
    ru: `## Версия ${version}\n\n- новая основная версия\n- обновление с предыдущей без простоя\n`,
    en: `## Version ${version}\n\n- a new major version\n- upgrades from the previous one without an outage\n`,
  };
  const files = [
    image(product, version, 'x86_64'),
    image(product, version, 'aarch64'),
    guide(version),
    sbom(product, version),
    spdx(product, version),
  ];
  return { product, version, kind: 'major', channel: 'stable', released, notes, files, ...more };
}

function minor(product: string, version: string, released: number, more: Partial<DemoRelease> = {}): DemoRelease {
  const notes = {
    ru: `## Версия ${version}\n\n- исправлены ошибки\n- ускорены отчёты\n`,
    en: `## Version ${version}\n\n- bugs are mended\n- reports are faster\n`,
  };
  const files = [update(product, version), sbom(product, version)];
  return { product, version, kind: 'update', channel: 'stable', released, notes, files, ...more };
}

function security(
  product: string,
  version: string,
  released: number,
  fixes: readonly string[],
  more: Partial<DemoRelease> = {},
): DemoRelease {
  const list = fixes.map((fix) => `- ${fix}\n`).join('');
  const notes = { ru: `## Исправления безопасности\n\n${list}`, en: `## Security fixes\n\n${list}` };
  return { ...minor(product, version, released), kind: 'security', notes, fixes, ...more };
}

/** Years of releases of four products, in every state; the last ones are for staff to look at. */
export const demoReleases: readonly DemoRelease[] = [
  major('horns-os', '1.7', -900),
  minor('horns-os', '1.7.4', -610, { channel: 'lts' }),
  major('horns-os', '1.8', -420),
  minor('horns-os', '1.8.1', -210),
  security('horns-os', '1.8.2', -40, ['CVE-2026-12345', 'CVE-2026-12346']),
  major('horns-os', '2.0', -12, { isSigned: true }),
  minor('horns-os', '2.1-beta1', -5, { channel: 'beta' }),
  minor('horns-os', '2.0.1', 21),
  major('horns-mail', '5.0', -700),
  minor('horns-mail', '5.1', -330),
  minor('horns-mail', '5.2', -95, {
    recalled: 'Обновление повреждает индексы больших ящиков. Вернитесь к 5.1 и дождитесь 5.2.1.',
  }),
  security('horns-mail', '5.1.7', -30, ['CVE-2026-20001'], { channel: 'lts' }),
  major('hooves-backup', '3.0', -520),
  minor('hooves-backup', '3.1', -160),
  minor('hooves-backup', '3.2', -2, { isBroken: true }),
  major('hooves-vault', '1.0', -365),
  { ...minor('hooves-vault', '1.0.3', -75), kind: 'hotfix' },
];
