import type { Transfer } from '@kabinet/contracts/licenses/transfer-resources';
import { ActionIcon, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import { organizationQuery } from '../organization/queries.ts';
import { DecideTransfer, type TransferAction } from './decide-transfer.tsx';

/** What can still be done with a transfer, by whom it is up to. */
export function TransferMenu({ transfer }: { readonly transfer: Transfer }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<TransferAction>();
  const actions = usePossibleActions(transfer);
  if (actions.length === 0) return t('common.none');
  const number = transfer.license_number ?? transfer.to_license_number ?? '';
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="var(--mantine-color-text)"
            className="no-print"
            aria-label={t('organizations.actions_of', { name: number || transfer.from_cabinet.name })}
          >
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map((action) => (
            <Menu.Item key={action} onClick={() => choose(action)}>
              {t(`transfers.actions.${action}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {chosen && <DecideTransfer action={chosen} transfer={transfer} close={() => choose(undefined)} />}
    </>
  );
}

function usePossibleActions({ status, license_id, to_license_id, to_cabinet }: Transfer): readonly TransferAction[] {
  const isPending = status === 'pending';
  // Nothing has reached the receiver yet that would tell whether the reader sees them.
  const receiver = useQuery({ ...organizationQuery(to_cabinet.id), enabled: isPending, retry: false });
  switch (status) {
    case 'done':
      return to_license_id === null ? [] : ['return'];
    case 'pending':
      return [...(receiver.data ? (['accept', 'decline'] as const) : []), ...(license_id === null ? [] : (['withdraw'] as const))];
    case 'returned':
    case 'declined':
    case 'withdrawn':
      return [];
    default:
      return status satisfies never;
  }
}
