import { Text } from '@mantine/core';
import { diffLines } from 'diff';
import classes from '../../portal/knowledge/knowledge.module.css';

interface DifferenceProps {
  readonly label: string;
  readonly before: string;
  readonly now: string;
}

/** Two texts in one: what went, what came, and what stayed. */
export function Difference({ label, before, now }: DifferenceProps) {
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb={6}>
        {label}
      </Text>
      <div className={classes.difference}>
        {diffLines(before, now).map(({ value, added, removed }, place) => {
          const Kind = added ? 'ins' : removed ? 'del' : 'span';
          const sign = added ? '+ ' : removed ? '− ' : '  ';
          const text = value.replace(/\n$/, '').replaceAll(/^/gm, sign);
          // oxlint-disable-next-line react/no-array-index-key -- a part is its place
          return <Kind key={place}>{text}</Kind>;
        })}
      </div>
    </>
  );
}
