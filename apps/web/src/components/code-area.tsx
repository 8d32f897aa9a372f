import { Input, UnstyledButton } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './code-area.module.css';

export interface LineFault {
  /** From 1; null when it belongs to none. */
  readonly line: number | null;
  readonly message: string;
}

interface CodeAreaProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly faults: readonly LineFault[];
  readonly readOnly?: boolean;
}

/** A text in a fixed pitch with numbered lines; the faults below it lead to theirs. The Tab key goes on to the next field. */
export function CodeArea({ label, description, value, onChange, faults, readOnly = false }: CodeAreaProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const wrong = new Set(faults.map(({ line }) => line));
  function show(line: number): void {
    if (area.current) showLine(area.current, line);
  }
  return (
    <Input.Wrapper label={label} description={description} id={id}>
      <div className={classes.box} data-wrong={faults.length > 0 || undefined}>
        <div ref={gutter} className={classes.gutter} aria-hidden>
          {value.split('\n').map((_, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line is its number
            <div key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          id={id}
          className={classes.text}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          onScroll={({ currentTarget }) => gutter.current?.scrollTo({ top: currentTarget.scrollTop })}
          readOnly={readOnly}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={faults.length > 0}
          aria-describedby={`${id}-faults`}
        />
      </div>
      <Faults id={`${id}-faults`} faults={faults} show={show} />
    </Input.Wrapper>
  );
}

interface FaultsProps {
  readonly id: string;
  readonly faults: readonly LineFault[];
  readonly show: (line: number) => void;
}

function Faults({ id, faults, show }: FaultsProps) {
  const { t } = useTranslation();
  return (
    <ul id={id} className={classes.faults} aria-live="polite">
      {faults.map(({ line, message }) => (
        <li key={`${line} ${message}`}>
          {line === null ? message : <UnstyledButton onClick={() => show(line)}>{t('common.at_line', { line, message })}</UnstyledButton>}
        </li>
      ))}
    </ul>
  );
}

/** Selects the line and brings it into sight. */
function showLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTo({ top: (area.scrollHeight / lines.length) * Math.max(0, line - 4), left: 0 });
}
