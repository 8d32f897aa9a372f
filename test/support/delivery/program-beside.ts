import type { TestPortal } from 'kabinet-program/testing';
import { readFile, writeFile } from 'node:fs/promises';
import { startProgram } from '../../../apps/kabinet/test/program.ts';
import { freePorts } from '../../peers/free-ports.ts';
import { SECRET } from '../portal/processes.ts';

/** The program as a process of its own, on the database and the files of a portal under test. */
export interface ProgramBeside {
  readonly url: string;
  readonly port: number;
  /** Forgets how much resident memory it has had so far; answers how much it has now, in MB. */
  forgetPeak(): Promise<number>;
  /** The most resident memory that it has had since, in MB: proc(5), VmHWM. */
  peakMb(): Promise<number>;
  stop(): Promise<void>;
}

export async function startBeside(portal: TestPortal): Promise<ProgramBeside> {
  const [port] = (await freePorts(1)) as [number];
  const { dataDirectory } = portal.service('artifacts').contextAsService('tests').installation;
  const environment = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: portal.database.adminUrl,
    KABINET_SECRET: SECRET,
    KABINET_DATA: dataDirectory,
    PORT: String(port),
    METRICS_PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
  };
  const program = startProgram({ environment }, 'serve');
  await program.said('listens on');
  const proc = `/proc/${program.child.pid}`;
  const peakMb = async () => Number(/VmHWM:\s+(\d+)/.exec(await readFile(`${proc}/status`, 'utf8'))?.[1]) / 1024;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    forgetPeak: async () => {
      // proc(5): 5 sets the peak to what is resident now.
      await writeFile(`${proc}/clear_refs`, '5');
      return peakMb();
    },
    peakMb,
    stop: async () => void (await program.end('SIGINT')),
  };
}
