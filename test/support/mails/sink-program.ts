/** A mail server that writes down each mail, for good, before it says that it took it: port and file are its arguments. */
import { appendFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [, , port = '', file = ''] = process.argv;

const server = new SMTPServer({
  logger: false,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const [, id = ''] = /^message-id:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString()) ?? [];
      appendFileSync(file, `${id}\n`);
      done();
    });
  },
});
// Clients are killed too, in the middle of what they say.
server.on('error', () => undefined);
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('listens\n'));
