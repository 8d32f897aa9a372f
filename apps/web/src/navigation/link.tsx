import { Anchor, type AnchorProps } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Search } from './search.ts';

interface TextLinkProps extends AnchorProps {
  /** Of `paths`. */
  readonly to: string;
  readonly search?: Search;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

/** A link inside the app. The chosen organization goes along. */
export function TextLink({ to, search, ...props }: TextLinkProps) {
  const scope = useScope();
  return <Anchor renderRoot={(root) => <Link to={to} search={{ ...scope, ...search }} {...root} />} {...props} />;
}

/** The part of the search that every page keeps: which organization is looked at. */
export function useScope(): Search {
  const { cabinet_id, descendants }: Search = useSearch({ strict: false });
  return { ...(cabinet_id === undefined ? {} : { cabinet_id }), ...(descendants === undefined ? {} : { descendants }) };
}
