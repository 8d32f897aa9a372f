import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateSubsidiary } from '../create-subsidiary.tsx';
import { MoveOrganization } from '../move-organization.tsx';
import { organizationQuery } from '../queries.ts';
import { MORE } from './tree-item.tsx';
import { useActive, type TreeState } from './tree-state.ts';
import classes from './organization-tree.module.css';

/**
 * What can be done with the organization that the tree's cursor is on, without going to its page. It is as high whatever it
 * shows: whoever presses an item must not have it moved away from under the pointer.
 */
export function TreeTools({ tree }: { readonly tree: TreeState }) {
  const { t } = useTranslation();
  const active = useActive(tree);
  const id = active?.endsWith(MORE) === true ? undefined : active;
  const { data: organization } = useQuery({ ...organizationQuery(id ?? ''), enabled: id !== undefined });
  const [chosen, choose] = useState<'create' | 'move'>();
  const close = () => choose(undefined);
  const name = organization?.name ?? '';
  const isOpen = organization?.status === 'active';
  // Whoever sees no parent cannot put it below another: it is the top of what they manage.
  const isMovable = isOpen && organization.parent_id !== null;
  return (
    <Group gap="xs" role="toolbar" aria-label={t('organizations.actions_of', { name })} className="no-print">
      <Button variant="default" size="compact-sm" className={classes.tool} disabled={!isMovable} onClick={() => choose('move')}>
        {t('organizations.move_to')}
      </Button>
      <Button variant="default" size="compact-sm" className={classes.tool} disabled={!isOpen} onClick={() => choose('create')}>
        {t('organizations.create')}
      </Button>
      <Text size="sm" c="dimmed" className={classes.named}>
        {name}
      </Text>
      {organization && chosen === 'move' && <MoveOrganization organization={organization} close={close} />}
      {organization && chosen === 'create' && <CreateSubsidiary parent={organization} close={close} />}
    </Group>
  );
}
