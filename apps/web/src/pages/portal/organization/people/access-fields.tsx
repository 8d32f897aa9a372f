import type { CustomerRole } from '@kabinet/contracts/access';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ChoicesField } from '../../../../forms/choices-field.tsx';
import { ChoiceField } from '../../../../forms/fields.tsx';
import { ROLES, servicesOf } from './services.ts';

export interface AccessValues {
  role: CustomerRole;
  /** Those that stay switched on. */
  services: string[];
}

/** Fields `role` and `services`. */
export function AccessFields() {
  const { t } = useTranslation();
  const role = useWatch<AccessValues, 'role'>({ name: 'role' });
  return (
    <>
      <ChoiceField
        name="role"
        label={t('organizations.role')}
        description={t(`organizations.roles.${role}`)}
        options={ROLES.map((value) => ({ value, label: t(`common.role.${value}`) }))}
      />
      <ChoicesField
        name="services"
        label={t('organizations.services')}
        description={t('organizations.services_hint')}
        options={servicesOf(role).map((value) => ({ value, label: t(`organizations.service.${value}`) }))}
      />
    </>
  );
}
