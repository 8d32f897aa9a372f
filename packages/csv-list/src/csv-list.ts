/** Lists that people send as spreadsheets save them: CSV with a header row, each fault with its row and column. */
export { asFieldFault, inWords, type RowFault } from './row-fault.ts';
export { readCsv } from './read-csv.ts';
export { plainly, readList, type ListColumns, type ListRow } from './read-list.ts';
