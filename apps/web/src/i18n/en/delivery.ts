import { downloads } from './downloads.ts';
import { releases } from './releases.ts';
import { uploads } from './uploads.ts';

/** The words of the pages about releases and downloads: home does without them. */
export const deliveryWords = { downloads, releases, uploads } as const;
