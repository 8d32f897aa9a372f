import { houseStyle } from '@kabinet/rendering/house-style';
import type { TemplateFiles } from '@kabinet/rendering/template-files';
import { readFileSync } from 'node:fs';

const MAIN = 'report.typ';

/** The template of every list on paper: it takes a `ReportView`. */
export const printingTemplate: TemplateFiles = {
  main: MAIN,
  files: { [MAIN]: readFileSync(new URL(`../../templates/${MAIN}`, import.meta.url)), ...houseStyle },
};
