import type { Upload, UploadState as State } from '@kabinet/contracts/artifacts/resources';
import { useTranslation } from 'react-i18next';
import { StateLabel, type Tone } from '../../../components/state-label.tsx';
import { useFormat } from '../../../i18n/use-format.ts';

const TONES: Readonly<Record<State, Tone>> = { checking: 'waiting', held: 'warning', accepted: 'good', altered: 'bad' };

/** What became of an upload; of one that is being checked also how far that is. */
export function UploadState({ upload: { state, size, checked } }: { readonly upload: Pick<Upload, 'state' | 'size' | 'checked'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = t(`uploads.states.${state}`);
  return (
    <StateLabel tone={TONES[state]}>{state === 'checking' && size > 0 ? `${words} ${format.percent(checked / size)}` : words}</StateLabel>
  );
}
