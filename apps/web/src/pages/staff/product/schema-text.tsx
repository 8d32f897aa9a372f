import type { FieldError } from '@kabinet/problem';
import { useTranslation } from 'react-i18next';
import { CodeArea } from '../../../components/code-area.tsx';
import { lineOfPointer } from './line-of-pointer.ts';

interface SchemaTextProps {
  readonly text: string;
  readonly change: (text: string) => void;
  /** Pointers are relative to the schema. */
  readonly faults: readonly FieldError[];
}

/** The schema as JSON, with the API's faults at their lines. */
export function SchemaText({ text, change, faults }: SchemaTextProps) {
  const { t } = useTranslation();
  return (
    <CodeArea
      label={t('products.schema.json_label')}
      description={t('products.schema.json_hint')}
      value={text}
      onChange={change}
      faults={faults.map(({ pointer, detail }) => ({ line: lineOfPointer(text, pointer), message: `${pointer} ${detail}` }))}
    />
  );
}
