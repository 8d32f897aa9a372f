import type { Certificate } from '@kabinet/contracts/licenses/resources';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import classes from './covered-licenses.module.css';

/** The licences that a certificate covers, each with how much of it. */
export function CoveredLicenses({ licenses }: Pick<Certificate, 'licenses'>) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list} aria-label={t('certificates.licenses')}>
      {licenses.map(({ id, number, quantity }) => (
        <li key={id}>
          <TextLink to={paths.license(id)}>{number}</TextLink>
          <span>{t('certificates.units', { count: quantity })}</span>
        </li>
      ))}
    </ul>
  );
}
