import { Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { Offer } from '../downloads/file-columns.tsx';
import { FileName } from '../downloads/file-dialog.tsx';
import { licenseFilesQuery } from '../downloads/queries.ts';
import type { LicenseDetails } from './queries.ts';
import classes from '../downloads/downloads.module.css';

/** The newest files of the product, as this licence alone offers or withholds them. */
export function LicenseFiles({ license }: { readonly license: LicenseDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { items } = useSuspenseQuery(licenseFilesQuery(license.id)).data;
  return (
    <Section
      title={t('downloads.of_license')}
      aside={
        items.length > 0 && (
          <TextLink to={paths.downloads()} search={{ product_id: license.product.id }} size="sm">
            {t('downloads.all_of_product')}
          </TextLink>
        )
      }
    >
      {items.length === 0 ? (
        <Text c="dimmed">{t('downloads.nothing_out')}</Text>
      ) : (
        <ul className={classes.files}>
          {items.map((file) => (
            <li key={file.id}>
              <div>
                <FileName file={file} />
                <Text size="sm" c="dimmed">
                  {[file.version, format.size(file.size), file.platform].filter(Boolean).join(' · ')}
                </Text>
              </div>
              <div>
                <Offer file={file} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
