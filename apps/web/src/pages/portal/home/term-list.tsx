import { Text } from '@mantine/core';
import { TermEnd } from '../../../components/term.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import classes from './term-list.module.css';

export interface TermItem {
  readonly id: string;
  readonly number: string;
  readonly product: { readonly name: { readonly ru: string; readonly en: string } };
  readonly cabinet: { readonly name: string };
  readonly valid_until: string | null;
  /** Of `paths`. */
  readonly to: string;
}

/** What has a term, with as much as tells one from the other. */
export function TermList({ label, items }: { readonly label: string; readonly items: readonly TermItem[] }) {
  const format = useFormat();
  return (
    <ul className={classes.list} aria-label={label}>
      {items.map(({ id, number, product, cabinet, valid_until, to }) => (
        <li key={id}>
          <div>
            <TextLink to={to}>{number}</TextLink>
            <Text size="sm" c="dimmed">
              {cabinet.name}
            </Text>
          </div>
          <div>{format.text(product.name)}</div>
          <div className={classes.term}>
            <TermEnd until={valid_until} />
          </div>
        </li>
      ))}
    </ul>
  );
}
