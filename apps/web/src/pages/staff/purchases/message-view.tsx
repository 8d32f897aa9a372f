import { useTranslation } from 'react-i18next';
import { messageLines, type MessageFault, type PlacedFault } from './message-lines.ts';
import classes from './message-view.module.css';

interface MessageViewProps {
  readonly label: string;
  readonly message: unknown;
  readonly faults: readonly MessageFault[];
}

/** A message with each of its faults below the value that it is about. */
export function MessageView({ label, message, faults }: MessageViewProps) {
  const lines = messageLines(message, faults);
  return (
    <div role="group" aria-label={label} className={classes.message}>
      {lines.map(({ text, depth, faults: placed }, index) => (
        <div key={index} data-faulty={placed.length > 0 || undefined} className={classes.line}>
          <code>{`${'  '.repeat(depth)}${text}`}</code>
          {placed.map((fault) => (
            <Fault key={`${fault.missing} ${fault.detail}`} fault={fault} depth={depth} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Fault({ fault: { detail, missing }, depth }: { readonly fault: PlacedFault; readonly depth: number }) {
  const { t } = useTranslation();
  return (
    <p className={classes.fault} style={{ paddingInlineStart: `${depth}em` }}>
      {missing === undefined ? detail : t('purchases.fault_missing', { name: missing, detail })}
    </p>
  );
}
