/** The app's icons: lines of one weight on a grid of 24. They are decoration; words say what they mean. */
const shapes = {
  home: 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  licenses: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  sun: 'M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4A8.5 8.5 0 1 0 20 14.5z',
  display: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  user: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  help: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M9.5 9.7a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.4',
  search: 'M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M20 20l-4.3-4.3',
  chevron: 'M7 10l5 5 5-5',
  columns: 'M4 5h16v14H4zM9.3 5v14M14.7 5v14',
  bookmark: 'M7 4h10v16l-5-4-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  up: 'M12 19V6M7 11l5-5 5 5',
  down: 'M12 5v13M7 13l5 5 5-5',
  download: 'M12 4v11M7.5 11l4.5 4.5l4.5-4.5M5 20h14',
  transfers: 'M4 8.5h14M14 4.5l4 4l-4 4M20 15.5H6M10 11.5l-4 4l4 4',
  organization: 'M5 20V5h8v15M13 9h6v11M3.5 20h17M8 9h2M8 13h2',
  purchases: 'M3.5 5h2.5l2.2 10h9.6l2.2-7.5H7M8 19.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M15.5 19.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5l8-6.5',
  audit: 'M12 3.5l7 2.5v5.5c0 4.4-3 7.6-7 9c-4-1.4-7-4.6-7-9V6zM9 11.8l2.2 2.2l4-4.2',
  security: 'M12 3.5l7 2.5v5.5c0 4.4-3 7.6-7 9c-4-1.4-7-4.6-7-9V6zM12 8v5M12 16v.5',
  clients: 'M4 20V9l8-5l8 5v11M9 20v-5h6v5M3 20h18M9.5 11h5',
  products: 'M4 8l8-4l8 4v8l-8 4l-8-4zM4 8l8 4l8-4M12 12v8',
  releases: 'M4 9l8-5l8 5v7l-8 4l-8-4zM12 16V9M8.8 12L12 8.8l3.2 3.2',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  announcements: 'M4 10v4h3l8 4.5V5.5L7 10zM18 9.5c1 .7 1.5 1.5 1.5 2.5s-.5 1.8-1.5 2.5M8 14.5l1 5',
  support: 'M4 5h16v11h-8l-4.5 4v-4H4zM8 9h8M8 12.5h5',
  knowledge: 'M12 6.5c-1.8-1.3-4.3-2-7.5-2v13c3.2 0 5.7.7 7.5 2c1.8-1.3 4.3-2 7.5-2v-13c-3.2 0-5.7.7-7.5 2zM12 6.5v13',
  reports: 'M4 20h16M6.5 20v-7M12 20V5M17.5 20v-10',
  clip: 'M16.5 8l-7 7a2.1 2.1 0 0 0 3 3l7-7a4.2 4.2 0 0 0-6-6l-7 7a6.3 6.3 0 0 0 9 9l5.5-5.5',
  system: 'M4 4.5h16v6H4zM4 13.5h16v6H4zM7.5 7.5h.5M7.5 16.5h.5M12 7.5h5M12 16.5h5',
  settings: 'M4 7h9M17 7h3M13 7a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M4 17h3M11 17h9M7 17a2 2 0 1 0 4 0a2 2 0 1 0 -4 0',
  plus: 'M12 5v14M5 12h14',
  certificates: 'M4 5h16v11h-5M9 16H4V5M9.5 14a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M10.5 16.2V21l1.5-1l1.5 1v-4.8M8 9h8',
  more: 'M4.5 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M17.5 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0',
  check: 'M5 12.5l4.5 4.5l9.5-9.5',
  back: 'M19 12H6M11 7l-5 5 5 5',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" aria-hidden>
      <path d={shapes[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
