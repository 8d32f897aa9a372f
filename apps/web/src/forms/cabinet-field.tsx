import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { FoundField, SHOWN, type FoundOption } from './found-field.tsx';

async function findCabinets(text: string, signal: AbortSignal): Promise<readonly FoundOption[]> {
  const query = { limit: SHOWN, sort: 'name' as const, ...(text === '' ? {} : { q: text }) };
  const { items } = await api.organizations.listCabinets({ query }, { signal });
  return items.map(({ id, name, inn, kpp }) => ({ value: id, label: `${name} · ${kpp === null ? inn : `${inn} / ${kpp}`}` }));
}

interface CabinetFieldProps {
  /** Its value is the organization's id, or '' for none. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
  /** The organization that is chosen at first: its name is not asked for. */
  readonly chosen?: { readonly id: string; readonly name: string };
  /** Not offered. */
  readonly except?: string;
}

/** An organization, found by its name or ИНН. */
export function CabinetField({ chosen, except, ...props }: CabinetFieldProps) {
  const { t } = useTranslation();
  return (
    <FoundField
      {...props}
      chosen={chosen && { value: chosen.id, label: chosen.name }}
      placeholder={t('shell.find_cabinet')}
      nothingFound={t('shell.no_cabinets')}
      queryKey={['cabinets', 'choice', except]}
      find={async (text, signal) => (await findCabinets(text, signal)).filter(({ value }) => value !== except)}
    />
  );
}
