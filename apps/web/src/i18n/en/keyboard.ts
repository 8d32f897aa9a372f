/** The search over the whole portal, and the keys. */
export const keyboard = {
  title: 'Keyboard shortcuts',
  search: 'Search the portal',
  search_hint: 'A number, an organization, an INN, a page…',
  found: 'What was found',
  found_count_one: '{{count}} found',
  found_count_other: '{{count}} found',
  pages: 'Pages',
  filter: 'Search the list on this page',
  shortcuts: 'Show the shortcuts',
  go_to: 'Go to {{page}}',
  single_keys: 'Single keys act',
  single_keys_hint: 'Switch it off if you work by voice or hit them by chance. The search of the portal stays.',
} as const;
