import type { SecondFactor } from '@kabinet/contracts/auth/resources';
import { Button, Group, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../../components/section.tsx';
import { StateLabel } from '../../../../components/state-label.tsx';
import { useFormat } from '../../../../i18n/use-format.ts';
import { DisableSecondFactor } from './disable-second-factor.tsx';
import { secondFactorQuery } from './queries.ts';
import { ReplaceCodes } from './replace-codes.tsx';
import { SetUpSecondFactor } from './set-up-second-factor.tsx';

type Action = 'set_up' | 'replace' | 'disable';

/** Whether a log-in asks for a code of the person's phone as well. */
export function SecondFactorSection() {
  const { t } = useTranslation();
  const factor = useSuspenseQuery(secondFactorQuery).data;
  const [chosen, choose] = useState<Action>();
  const close = () => choose(undefined);
  const isOn = factor.status === 'active';
  return (
    <Section
      title={t('security.second_factor')}
      aside={<StateLabel tone={isOn ? 'good' : 'over'}>{t(isOn ? 'security.on' : 'security.off')}</StateLabel>}
    >
      <Text c="dimmed">{t('security.second_factor_lead')}</Text>
      {isOn && <Facts factor={factor} />}
      <Group gap="sm">
        {!isOn && <Button onClick={() => choose('set_up')}>{t('security.turn_on')}</Button>}
        {isOn && (
          <>
            <Button variant="default" onClick={() => choose('replace')}>
              {t('security.new_codes')}
            </Button>
            <Button variant="default" onClick={() => choose('disable')}>
              {t('security.turn_off')}
            </Button>
          </>
        )}
      </Group>
      {chosen === 'set_up' && <SetUpSecondFactor close={close} />}
      {chosen === 'replace' && <ReplaceCodes close={close} />}
      {chosen === 'disable' && <DisableSecondFactor close={close} />}
    </Section>
  );
}

function Facts({ factor: { confirmed_at, recovery_codes_left } }: { readonly factor: SecondFactor }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text component="div">
      {confirmed_at !== null && <div>{t('security.on_since', { at: format.instant(confirmed_at) })}</div>}
      <div>{t('security.codes_left', { count: recovery_codes_left })}</div>
    </Text>
  );
}
