import { Text } from '@mantine/core';
import { TermEnd } from '../../../components/term.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from './term-list.module.css';

interface TermItem {
  readonly id: string;
  readonly number: string;
  readonly product: { readonly name: { readonly ru: string; readonly en: string } };
  readonly cabinet: { readonly name: string };
  readonly valid_until: string | null;
  /** The licence that its link leads to. */
  readonly license_id: string | undefined;
}

/** What has a term, with as much as tells one from the other. */
export function TermList({ label, items }: { readonly label: string; readonly items: readonly TermItem[] }) {
  const format = useFormat();
  return (
    <ul className={classes.list} aria-label={label}>
      {items.map(({ id, number, product, cabinet, valid_until, license_id }) => (
        <li key={id}>
          <div>
            {license_id === undefined ? number : <TextLink to={paths.license(license_id)}>{number}</TextLink>}
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
