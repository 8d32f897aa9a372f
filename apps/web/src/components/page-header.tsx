import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';
import { PageTitle } from './page-title.tsx';

interface PageHeaderProps {
  readonly title: string;
  /** Stands before the title: the way back. */
  readonly back?: ReactNode;
  /** Stands beside the title: a state. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a page and the title of its tab; a new page takes the focus here. */
export function PageHeader({ title, back, aside, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <PageTitle>{title}</PageTitle>
      {back && <div className="no-print">{back}</div>}
      <Group justify="space-between" gap="md">
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          {aside}
        </Group>
        {actions && (
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        )}
      </Group>
    </header>
  );
}
