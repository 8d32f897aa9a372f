import { Radio, Stack, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** The theme of this browser. */
export function ThemeChoice() {
  const { t } = useTranslation();
  // To keep transitions from running it would write a <style> element.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <Section title={t('shell.theme')}>
      <Radio.Group
        aria-label={t('shell.theme')}
        description={t('profile.theme_hint')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme)}
      >
        <Stack gap="xs" mt="sm">
          {schemes.map((scheme) => (
            <Radio key={scheme} value={scheme} label={t(`shell.theme_${scheme}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
}
