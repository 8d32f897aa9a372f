import type { CustomerRole } from '@kabinet/contracts/access';

interface DemoDownload {
  readonly email: string;
  readonly organization: string;
  readonly role: CustomerRole;
  readonly product: string;
  readonly version: string;
  /** Of each kind that is there; without it everything that is offered, as one archive. */
  readonly kind?: 'image' | 'update' | 'documentation';
  /** In two answers: the connection broke after so many bytes, and the download went on. */
  readonly brokeAfter?: number;
}

/** Who took what. None of it changes what is known of the advisories' products: what somebody has downloaded may be running there. */
export const demoDownloads: readonly DemoDownload[] = [
  { email: 'owner@holding.example', organization: 'holding', role: 'owner', product: 'horns-mail', version: '5.0' },
  {
    email: 'manager@holding.example',
    organization: 'holding',
    role: 'license_manager',
    product: 'horns-mail',
    version: '5.1',
    kind: 'update',
    brokeAfter: 40_000,
  },
  {
    email: 'viewer@holding.example',
    organization: 'holding',
    role: 'viewer',
    product: 'horns-os',
    version: '2.0',
    kind: 'documentation',
  },
  // Before it was recalled.
  { email: 'owner@stranger.example', organization: 'stranger', role: 'owner', product: 'horns-mail', version: '5.2', kind: 'update' },
];
