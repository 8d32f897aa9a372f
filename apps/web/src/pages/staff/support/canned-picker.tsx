import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { cannedAnswersQuery } from './queries.ts';

/** Puts an answer that is given often into what is being written. */
export function CannedPicker({ insert }: { readonly insert: (text: string) => void }) {
  const { t } = useTranslation();
  const answers = useQuery(cannedAnswersQuery).data ?? [];
  if (answers.length === 0) return null;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="chevron" size={16} />}>
          {t('support.insert_answer')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {answers.map(({ id, title, body }) => (
          <Menu.Item key={id} onClick={() => insert(body)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
