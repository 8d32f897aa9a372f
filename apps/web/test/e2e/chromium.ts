import { existsSync } from 'node:fs';
import { missingPeer } from '../../../../test/peers/missing-peer.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The system's Chromium; undefined where there is none, which fails where CI=true. */
export function chromiumPath(): string | undefined {
  return PLACES.find((place) => existsSync(place)) ?? missingPeer('browser');
}
