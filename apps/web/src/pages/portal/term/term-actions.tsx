import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecideTerm } from './decide-term.tsx';
import { ExtendTerm } from './extend-term.tsx';
import type { ManagedTerm, TermActionProps } from './term-operations.ts';

type Action = 'extend' | 'suspend' | 'resume' | 'revoke';

/** What staff may do with a licence or certificate in its present state. */
export function TermActions<Term extends ManagedTerm>({ term, operations }: Omit<TermActionProps<Term>, 'close'>) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<Action>();
  const close = () => choose(undefined);
  return (
    <Group gap="xs" className="no-print">
      {possibleActions(term.status).map((action) => (
        <Button key={action} variant="default" size="compact-sm" onClick={() => choose(action)}>
          {t(`terms.${action}`)}
        </Button>
      ))}
      {chosen === 'extend' && <ExtendTerm term={term} operations={operations} close={close} />}
      {chosen !== undefined && chosen !== 'extend' && <DecideTerm action={chosen} term={term} operations={operations} close={close} />}
    </Group>
  );
}

function possibleActions(status: ManagedTerm['status']): readonly Action[] {
  switch (status) {
    case 'revoked':
      return [];
    case 'suspended':
      return ['extend', 'resume', 'revoke'];
    case 'scheduled':
    case 'active':
    case 'expired':
      return ['extend', 'suspend', 'revoke'];
    default:
      return status satisfies never;
  }
}
