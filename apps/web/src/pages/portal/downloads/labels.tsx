import type { ArtifactKind, ReleaseKind } from '@kabinet/contracts/artifacts/manifest';
import type { DownloadState, Refusal } from '@kabinet/contracts/artifacts/downloads';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import classes from './downloads.module.css';
import { sbomFormat } from './sbom-format.ts';

export const ARTIFACT_KINDS = ['image', 'update', 'documentation', 'sbom', 'signature', 'other'] as const satisfies readonly ArtifactKind[];
export const RELEASE_KINDS = ['major', 'update', 'hotfix', 'security'] as const satisfies readonly ReleaseKind[];
export const CHANNELS = ['stable', 'lts', 'beta'] as const;

/** What a file is; of a bill of materials also how it is written. */
export function KindWords({ kind, file }: { readonly kind: ArtifactKind; readonly file: string }) {
  const { t } = useTranslation();
  const format = kind === 'sbom' ? sbomFormat(file) : undefined;
  return format === undefined ? t(`downloads.kinds.${kind}`) : t('downloads.sbom_in', { format });
}

/** Why a file is withheld, and the next step. */
export function Withheld({ reason }: { readonly reason: Refusal }) {
  const { t } = useTranslation();
  return (
    <div className={classes.withheld}>
      <StateLabel tone={reason === 'recalled' ? 'bad' : 'warning'}>{t(`downloads.reasons.${reason}`)}</StateLabel>
      <Text size="sm" c="dimmed">
        {t(`downloads.next_steps.${reason}`)}
      </Text>
    </div>
  );
}

const STATE_TONES: Readonly<Record<DownloadState, Tone>> = {
  under_way: 'waiting',
  complete: 'good',
  broken_off: 'warning',
  handed_over: 'good',
};

export function DownloadStateLabel({ state }: { readonly state: DownloadState }) {
  const { t } = useTranslation();
  return <StateLabel tone={STATE_TONES[state]}>{t(`downloads.states.${state}`)}</StateLabel>;
}
