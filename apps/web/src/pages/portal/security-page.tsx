import { useTranslation } from 'react-i18next';
import { ensure } from '../../api/query-client.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { ChangeEmail } from './profile/change-email.tsx';
import { ChangePassword } from './profile/change-password.tsx';
import { ProfileNavigation } from './profile/profile-navigation.tsx';
import { SecondFactorSection } from './profile/second-factor/second-factor-section.tsx';
import { secondFactorQuery } from './profile/second-factor/queries.ts';

export async function load(): Promise<void> {
  await ensure(secondFactorQuery);
}

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('security.title')} />
      <ProfileNavigation />
      <SecondFactorSection />
      <ChangePassword />
      <ChangeEmail />
    </>
  );
}
