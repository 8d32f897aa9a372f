import { defineEvents } from '@kabinet/contract/events';
import { closed, Instant, Uuid } from '@kabinet/contract/schemas';
import Type from 'typebox';
import { DocumentKind } from './resources.ts';

export const documentEvents = defineEvents('documents', {
  /** Subject: the template. `content_hash` tells versions of the sources apart. */
  template_changed: {
    type: 'template.changed',
    summary: 'Documents of a product are made by another template',
    data: closed({
      id: Uuid,
      product_id: Uuid,
      kind: DocumentKind,
      custom: Type.Boolean(),
      accent: Type.String(),
      content_hash: Type.String(),
    }),
  },
  /** Subject: the download, so that each one stands for itself. */
  license_file_downloaded: {
    type: 'license_file.downloaded',
    summary: 'A license file was downloaded',
    data: closed({ id: Uuid, license_id: Uuid, number: Type.String(), organization_id: Uuid, key_id: Type.String() }),
  },
  signing_key_created: {
    type: 'signing_key.created',
    summary: 'A key that will sign license files was published',
    data: closed({ id: Type.String(), signs_from: Instant }),
  },
});
