import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface NoticeProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next step. */
  readonly action?: ReactNode;
  readonly order?: 1 | 2;
}

/** Says in the middle of a place why there is nothing else, and what to do next. */
export function Notice({ icon, title, children, action, order = 2 }: NoticeProps) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={480} ta="center">
        {icon}
        <Title order={order} size="h4" tabIndex={-1}>
          {title}
        </Title>
        {children !== undefined && (
          <Text c="dimmed" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}
