import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { organizationId } from './dataset.ts';
import type { BenchInstallation } from './installation.ts';
import { ADMIN, addPeople, MAILED_ORGANIZATION } from './people.ts';
import { logIn, startPortalProcess, stopProcess } from './processes.ts';

const PEOPLE = 200;
const ROUNDS = 5;

/** Mails per second to a mail server that takes them at once: announcements to 200 people, each composed, sealed, sent and written down. */
export async function measureMails(bench: BenchInstallation, people = PEOPLE): Promise<{ perSecond: number; sent: number }> {
  const readers = Array.from({ length: people }, (_, number) => ({
    email: `reader-${number}@bench.example`,
    organization: MAILED_ORGANIZATION,
  }));
  await addPeople(bench, [ADMIN, ...readers]);
  let received = 0;
  const sink = await startSink(() => (received += 1));
  const portal = await startPortalProcess(bench, 'all', { SMTP_URL: sink.url, MAIL_FROM: 'portal@bench.example' });
  try {
    const token = await logIn(portal.url, ADMIN.email);
    await announce(portal.url, token);
    while (received < people) await pause(20);
    received = 0;
    const start = performance.now();
    for (let round = 1; round <= ROUNDS; round++) {
      await announce(portal.url, token);
      while (received < people * round) await pause(5);
    }
    return { perSecond: (received / (performance.now() - start)) * 1000, sent: received };
  } finally {
    await stopProcess(portal.process);
    await sink.stop();
  }
}

async function announce(url: string, token: string): Promise<void> {
  const text = { ru: 'Объявление', en: 'Announcement' };
  const body = { title: text, body: text, audience: { kind: 'organization', cabinet_id: organizationId(MAILED_ORGANIZATION) } };
  const response = await fetch(`${url}/api/v1/notifications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the announcement failed: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

async function startSink(onMail: () => void): Promise<{ url: string; stop(): Promise<void> }> {
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      stream.resume();
      stream.once('end', () => {
        onMail();
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
