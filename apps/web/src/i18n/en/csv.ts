/** Lists that are sent as CSV. */
export const csv = {
  file: 'File with the list',
  choose_file: 'Choose a CSV file',
  save_sample: 'Download a sample',
  list: 'List',
  check: 'Check it',
  row: 'Row',
  column: 'Column',
  fault: 'What is wrong',
  back: 'Mend the list',
} as const;
