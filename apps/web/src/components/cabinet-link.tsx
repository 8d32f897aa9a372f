import { TextLink } from '../navigation/link.tsx';
import { paths } from '../navigation/paths.ts';
import { useMay, useMe } from '../session/me.ts';

/** An organization by its name; a link for who may open its page, which is another one for staff. */
export function CabinetLink({ cabinet: { id, name } }: { readonly cabinet: { readonly id: string; readonly name: string } }) {
  const isStaff = useMe().staff_roles.length > 0;
  const mayOpen = useMay('organizations.read');
  if (!mayOpen) return name;
  return <TextLink to={isStaff ? paths.client(id) : paths.organization(id)}>{name}</TextLink>;
}
