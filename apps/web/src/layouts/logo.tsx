import { useComputedColorScheme } from '@mantine/core';
import { useBrand } from '../brand/brand.ts';
import classes from './logo.module.css';

/** The vendor's logo, or a letter K on the accent; what it says stands beside it or on the link around it. */
export function Logo() {
  const { logoUrl, darkLogoUrl } = useBrand();
  const scheme = useComputedColorScheme('light');
  if (logoUrl !== null) return <img src={scheme === 'dark' ? (darkLogoUrl ?? logoUrl) : logoUrl} alt="" className={classes.logo} />;
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-accent-7)" />
      <path d="M10 8v16M22 8l-8 8 8 8" fill="none" stroke="#fff" strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
