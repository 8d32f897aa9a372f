import { Button, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { GuideLink } from '../../../components/guide-link.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Section } from '../../../components/section.tsx';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMe } from '../../../session/me.ts';
import { doneQuery } from './steps-done.ts';
import classes from './first-steps.module.css';

interface Remembered {
  readonly isDismissed: boolean;
  /** Steps that leave no trace but that they were taken. */
  readonly visited: readonly string[];
}

/** What a new owner does first. It goes once all is done, or when it is sent away; that is remembered in this browser. */
export function FirstSteps({ cabinetId }: { readonly cabinetId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const done = useSuspenseQuery(doneQuery(cabinetId)).data;
  const [{ isDismissed, visited }, remember] = useLocalStorage<Remembered>({
    key: `kabinet.first-steps.${me.id}`,
    defaultValue: { isDismissed: false, visited: [] },
    getInitialValueInEffect: false,
  });
  const steps = [
    { name: 'second_factor', to: paths.security(), isDone: me.second_factor === 'active' },
    { name: 'people', to: paths.organization(cabinetId), isDone: done.people },
    { name: 'licenses', to: paths.licenses(), isDone: visited.includes('licenses') },
    { name: 'download', to: paths.downloads(), isDone: done.download },
    { name: 'notifications', to: paths.notificationPreferences(), isDone: visited.includes('notifications') },
    { name: 'webhooks', to: paths.webhooks(), isDone: visited.includes('webhooks') },
  ] as const;
  if (isDismissed || steps.every(({ isDone }) => isDone)) return null;
  return (
    <Section title={t('home.first_steps')} aside={<Dismiss dismiss={() => remember({ isDismissed: true, visited })} />}>
      <ul className={classes.steps}>
        {steps.map(({ name, to, isDone }) => (
          <li key={name} data-done={isDone || undefined}>
            <span className={classes.mark}>{isDone && <Icon name="check" size={14} />}</span>
            <span>
              <TextLink to={to} onClick={() => remember({ isDismissed, visited: [...visited, name] })}>
                {t(`home.steps.${name}`)}
              </TextLink>
              <Text component="span" size="sm" c="dimmed">
                {isDone && ` · ${t('home.step_done')}`}
              </Text>
            </span>
          </li>
        ))}
      </ul>
      <GuideLink guide="customers" />
    </Section>
  );
}

function Dismiss({ dismiss }: { readonly dismiss: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="subtle" color="gray" size="compact-sm" onClick={dismiss}>
      {t('home.dismiss_steps')}
    </Button>
  );
}
