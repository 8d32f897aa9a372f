import { audit } from '@kabinet/audit';
import { auth } from '@kabinet/auth';
import { documents } from '@kabinet/documents';
import { licenses } from '@kabinet/licenses';
import { notifications } from '@kabinet/notifications';
import { organizations } from '@kabinet/organizations';
import { products } from '@kabinet/products';
import type { ServiceManifest } from '@kabinet/service';

/** Every service of the portal, in the order in which their schemas are migrated. */
export const manifests: readonly ServiceManifest[] = [organizations, auth, products, licenses, documents, notifications, audit];
