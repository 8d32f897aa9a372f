import { Kbd, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../forms/dialog.tsx';
import { meets, useMe } from '../../session/me.ts';
import { navigationEntries } from '../navigation-entries.ts';
import classes from './shortcuts-dialog.module.css';
import { useSingleKeys } from './use-shortcuts.ts';

/** The keys of the app, and whether those without a modifier act. */
export function ShortcutsDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [isOn, turn] = useSingleKeys();
  const me = useMe();
  const pages = navigationEntries.filter(({ permission }) => permission === undefined || meets(me, permission));
  return (
    <Dialog title={t('keyboard.title')} close={close}>
      <dl className={classes.keys}>
        <Entry words={t('keyboard.search')} keys={[isMac() ? '⌘' : 'Ctrl', 'K']} />
        <Entry words={t('keyboard.filter')} keys={['/']} />
        <Entry words={t('keyboard.shortcuts')} keys={['?']} />
        {pages.map(({ to, label, key }) => (
          <Entry key={to} words={t('keyboard.go_to', { page: t(label) })} keys={['G', key]} />
        ))}
      </dl>
      <Switch
        mt="lg"
        label={t('keyboard.single_keys')}
        description={t('keyboard.single_keys_hint')}
        checked={isOn}
        onChange={({ currentTarget }) => turn(currentTarget.checked)}
      />
    </Dialog>
  );
}

function Entry({ words, keys }: { readonly words: string; readonly keys: readonly string[] }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}

/** Whether the modifier of this computer is the Command key. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
