import type { TermStatus } from '@kabinet/contracts/licenses/resources';
import { useTranslation } from 'react-i18next';
import classes from './status-label.module.css';

/** The state of a licence or certificate: a word, and a dot of its colour for who sees colours. */
export function StatusLabel({ status }: { readonly status: TermStatus }) {
  const { t } = useTranslation();
  return (
    <span className={classes.label} data-status={status}>
      {t(`common.status.${status}`)}
    </span>
  );
}
