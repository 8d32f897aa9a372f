import { useTranslation } from 'react-i18next';
import { Facts } from '../../components/facts.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { TextLink } from '../../navigation/link.tsx';
import { paths } from '../../navigation/paths.ts';
import { useMe } from '../../session/me.ts';
import { AboutMe } from './profile/about-me.tsx';
import { ProfileNavigation } from './profile/profile-navigation.tsx';
import classes from './profile/profile.module.css';
import { ThemeChoice } from './profile/theme-choice.tsx';

export function Page() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('profile.title')} />
      <ProfileNavigation />
      <AboutMe />
      <Roles />
      <ThemeChoice />
    </>
  );
}

/** Where the person may do what; others grant it. */
function Roles() {
  const { t } = useTranslation();
  const { email, memberships, staff_roles } = useMe();
  const staffRoles = staff_roles.map((role) => t(`common.role.${role}`)).join(', ');
  return (
    <Section title={t('profile.memberships')}>
      <Facts
        facts={[
          { label: t('session.email'), value: email },
          ...(staffRoles === '' ? [] : [{ label: t('profile.vendor'), value: staffRoles }]),
        ]}
      />
      {memberships.length > 0 && (
        <ul className={classes.memberships} aria-label={t('profile.memberships')}>
          {memberships.map(({ cabinet, role, held_back }) => (
            <li key={cabinet.id}>
              {held_back ? cabinet.name : <TextLink to={paths.organization(cabinet.id)}>{cabinet.name}</TextLink>}
              <span>{held_back ? t('profile.held_back') : t(`common.role.${role}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
