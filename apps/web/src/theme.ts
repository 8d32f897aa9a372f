import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent, that of the portal's mails and documents too. */
export const accent: MantineColorsTuple = [
  '#eef4fd',
  '#dbe7f8',
  '#b7cff1',
  '#8fb5ea',
  '#6f9fe3',
  '#4f88da',
  '#3573ce',
  '#1f5fbf',
  '#1a52a6',
  '#14438a',
];

/** Greys that read well on white: the sixth is the text that steps back (5.6 : 1). */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e6eb',
  '#d3d8df',
  '#b9c0ca',
  '#7d8796',
  '#5d6776',
  '#434c59',
  '#2b323c',
  '#171c23',
];

const dark: MantineColorsTuple = [
  '#dfe3e9',
  '#bcc3ce',
  '#959eac',
  '#6f7887',
  '#3f4753',
  '#2d343e',
  '#232931',
  '#14181d',
  '#0f1216',
  '#0a0c0f',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  colors: { accent, gray, dark },
  fontFamily: "'IBM Plex Sans Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontFamily: "'IBM Plex Sans Variable', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The placeholder is a focusable element without a role inside a menu (WCAG 1.3.1); the first entry takes the focus instead.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});
