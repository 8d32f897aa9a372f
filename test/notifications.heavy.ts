import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNatsPeer } from './peers/nats.ts';
import { tellWhileKilling } from './support/mails/faults.ts';
import { startMailSink, type MailSink } from './support/mails/sink.ts';
import { startProcesses, type Processes } from './support/portal/processes.ts';

const PEOPLE = 200;
const ANNOUNCEMENTS = 100;

const nats = await startNatsPeer();

/** Whoever is killed meanwhile: the portal's processes, the mail server, the broker. */
describe.skipIf(!nats)(`${PEOPLE * ANNOUNCEMENTS} notifications by mail while everything is killed`, () => {
  let sink: MailSink;
  let portal: Processes | undefined;
  beforeAll(async () => {
    if (!nats) return;
    sink = await startMailSink();
    const environment = { SMTP_URL: sink.url, MAIL_FROM: 'portal@vendor.example' };
    portal = await startProcesses({ nats, databases: 'one', replicas: { notifications: 2 }, environment });
  });
  afterAll(async () => {
    await portal?.stop();
    await sink?.stop();
    await nats?.stop();
  });

  test('each is taken once, or marked as possibly sent; none is lost', async () => {
    const processes = portal as Processes;
    const database = processes.databases.get('notifications');
    if (!database || !nats) throw new Error('notifications has no database');
    const killOne = (target: string) => async () => {
      const [process] = processes.running.get(target) ?? [];
      if (process) await processes.restart(process, 'SIGKILL');
    };
    const faults = [
      killOne('notifications'),
      killOne('notifications'),
      killOne('auth'),
      () => sink.restart(),
      () => sink.restart(),
      async () => {
        await nats.kill();
        await nats.start();
      },
    ];
    const { transports } = processes;
    const report = await tellWhileKilling({
      transports,
      database,
      sink,
      people: PEOPLE,
      announcements: ANNOUNCEMENTS,
      faults,
      leastFaults: 30,
      betweenFaults: 2_000,
    });
    const { broken, ...figures } = report;
    console.log(JSON.stringify(figures));
    expect(broken).toEqual([]);
    expect(figures.notifications).toBe(PEOPLE * ANNOUNCEMENTS);
    expect(figures.faults).toBeGreaterThan(20);
  });
});
