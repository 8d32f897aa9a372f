import { afterAll } from 'vitest';
import { describeDesk } from './helpdesk-suite.ts';
import { requestTrackerDesk } from './request-tracker-desk.ts';

const desk = await requestTrackerDesk();
afterAll(() => desk?.stop());

describeDesk('Request Tracker', desk);
