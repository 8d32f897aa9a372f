/** A process of the service, at the port and the host given, that its parent may stop and continue; the note `slow` takes longer than silence is tolerated. */
import { setTimeout as pause } from 'node:timers/promises';
import { startNotes } from './notes.ts';

const [port = '0', host] = process.argv.slice(2);
const notes = await startNotes(
  async ({ body }) => {
    const { title = 'a' } = (body ?? {}) as { title?: string };
    if (title === 'slow') await pause(2_500);
    return { body: { title } };
  },
  Number(port),
  host,
);
process.send?.(notes.url);
