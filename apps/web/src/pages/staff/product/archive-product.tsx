import { Button } from '@mantine/core';
import type { Product } from '@kabinet/contracts/products/resources';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/api.ts';
import { versionOf } from '../../../api/client.ts';
import { announce } from '../../../components/announcements/announce.ts';
import { ActionDialog } from '../../../forms/action-dialog.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { showProducts } from './queries.ts';

/** Takes the product out of sale, or back into it: each undoes the other. */
export function ArchiveProduct({ product }: { readonly product: Product }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const isArchived = product.status === 'archived';
  const name = format.text(product.name);
  const label = t(isArchived ? 'products.restore' : 'products.archive');
  async function act(): Promise<void> {
    const body = { status: isArchived ? ('active' as const) : ('archived' as const) };
    await api.products.changeProduct({ params: { id: product.id }, body }, { ifMatch: versionOf(product) });
    await showProducts();
    announce(t(isArchived ? 'products.restored_notice' : 'products.archived_notice', { name }));
  }
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <ActionDialog
          title={isArchived ? t('products.restore_title', { name }) : t('products.archive_title', { name })}
          preview={t(isArchived ? 'products.restore_preview' : 'products.archive_preview')}
          confirmLabel={label}
          act={act}
          reload={showProducts}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
