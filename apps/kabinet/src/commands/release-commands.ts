import { createS3Store } from '@kabinet/store';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { answer, progressLine } from './output.ts';
import type { Destination } from './release/destination.ts';
import { planRelease, type ReleaseOptions } from './release/plan-release.ts';
import { portalDestination } from './release/portal-destination.ts';
import { publishRelease, type Published } from './release/publish-release.ts';
import { s3Destination } from './release/s3-destination.ts';

interface PublishOptions extends ReleaseOptions {
  readonly portal?: string;
  readonly wait: boolean;
  readonly json?: boolean;
}

/** What product teams run; it needs the folder and a way to the bucket, and nothing of the installation. */
export function addReleaseCommands(program: Command): void {
  program
    .command('release')
    .description('releases of products')
    .command('publish <dir>')
    .description('make the manifest of a folder and upload it, the manifest last; an upload that was cut short goes on')
    .option('--product <slug>')
    .option('--release-version <version>')
    .option('--kind <kind>', 'major, update, hotfix or security')
    .option('--channel <channel>', 'stable, beta or lts')
    .option('--released-at <instant>', 'when customers see it, such as 2026-12-01T09:00:00Z; now unless said otherwise')
    .option('--notes-ru <file>', 'release notes in Markdown')
    .option('--notes-en <file>')
    .option('--sign-key <file>', 'a private Ed25519 key in PEM: adds SHA256SUMS and its signature')
    .option('--portal <url>', 'upload to this portal with the token in KABINET_TOKEN; to the bucket of S3_* unless given')
    .option('--no-wait', 'do not wait until the portal has checked the files')
    .option('--json', 'answer as JSON')
    .action(async (directory: string, options: PublishOptions) => {
      const destination = destinationOf(options.portal, process.env);
      const planned = await planRelease(directory, options, new Date());
      const onProgress = options.json ? () => undefined : progressLine('uploading');
      const published = await publishRelease(planned, destination, { onProgress, isWaiting: options.wait });
      answer(options.json, published, wordsOf(published));
      if (published.state === 'held' || published.state === 'altered') process.exitCode = 1;
    });
}

function destinationOf(portal: string | undefined, environment: NodeJS.ProcessEnv): Destination {
  if (portal !== undefined) {
    if (!URL.canParse(portal)) throw new CommandError(`${portal} is no address such as https://portal.example.org`, 2);
    return portalDestination({ url: portal, token: needed(environment, 'KABINET_TOKEN') });
  }
  if (!environment['S3_ENDPOINT']) throw new CommandError('say where to: --portal <url>, or the bucket by S3_ENDPOINT and S3_BUCKET', 2);
  return s3Destination(
    createS3Store({
      endpoint: environment['S3_ENDPOINT'],
      region: environment['S3_REGION'] ?? 'us-east-1',
      accessKeyId: needed(environment, 'S3_ACCESS_KEY_ID'),
      secretAccessKey: needed(environment, 'S3_SECRET_ACCESS_KEY'),
      bucket: needed(environment, 'S3_BUCKET'),
    }),
  );
}

function needed(environment: NodeJS.ProcessEnv, variable: string): string {
  const value = environment[variable];
  if (!value) throw new CommandError(`${variable} is not set`, 2);
  return value;
}

function wordsOf({ product, version, files, bytes, state, faults }: Published): string {
  const sent = `${product} ${version}: ${files} files, ${bytes} bytes`;
  if (state === null) return `${sent}, in the bucket`;
  return [`${sent}, ${state}`, ...faults.map(({ file, pointer, detail }) => `  ${file ?? ''}${pointer ?? ''}: ${detail}`)].join('\n');
}
