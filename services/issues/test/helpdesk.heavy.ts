import { afterAll } from 'vitest';
import { describeDesk } from './helpdesk-suite.ts';
import { redmineDesk } from './redmine-desk.ts';
import { requestTrackerDesk } from './request-tracker-desk.ts';

for (const [name, open] of [
  ['Request Tracker', requestTrackerDesk],
  ['Redmine', redmineDesk],
] as const) {
  const desk = await open();
  afterAll(() => desk?.stop());
  describeDesk(name, desk, { large: true });
}
