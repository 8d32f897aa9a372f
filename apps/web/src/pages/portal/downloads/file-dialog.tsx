import type { ListedArtifact } from '@kabinet/contracts/artifacts/downloads';
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeLine } from '../../../components/code-line.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Dialog } from '../../../forms/dialog.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { useMay } from '../../../session/me.ts';
import { curlCommand, powershellCommand, sha256sumCommand } from './commands.ts';
import { DownloadFile } from './download-file.tsx';
import { KindWords, Withheld } from './labels.tsx';
import { TemporaryLink } from './temporary-link.tsx';
import classes from './downloads.module.css';

/** The name of a file, which opens everything that is to be known of it. */
export function FileName({ file }: { readonly file: ListedArtifact }) {
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Anchor component="button" type="button" className={classes.name} onClick={() => setOpen(true)}>
        {file.file}
      </Anchor>
      {file.title && (
        <Text size="sm" c="dimmed" fw={400} className={classes.title}>
          {format.text(file.title)}
        </Text>
      )}
      {isOpen && <FileDialog file={file} close={() => setOpen(false)} />}
    </>
  );
}

function FileDialog({ file, close }: { readonly file: ListedArtifact; readonly close: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { product, version, platform, size, release, sha256, download_url, reason } = file;
  return (
    <Dialog title={file.file} close={close} size="xl">
      <Stack gap="lg">
        <Facts
          facts={[
            { label: t('downloads.product'), value: format.text(product.name) },
            { label: t('downloads.version'), value: <TextLink to={paths.release(file.release_id)}>{version}</TextLink> },
            { label: t('downloads.kind'), value: <KindWords {...file} /> },
            ...(platform === null ? [] : [{ label: t('downloads.platform'), value: platform }]),
            { label: t('downloads.size'), value: t('downloads.exact_size', { size: format.size(size), bytes: format.number(size) }) },
            { label: t('downloads.released'), value: format.instant(release.released_at) },
          ]}
        />
        {reason !== undefined && <Withheld reason={reason} />}
        {download_url !== undefined && (
          <div>
            <DownloadFile {...file} variant="filled" />
          </div>
        )}
        <Part title={t('downloads.verify')}>
          <CodeLine label={t('downloads.sha256')} code={sha256} />
          <CodeLine label={t('downloads.in_shell')} code={sha256sumCommand(file)} />
          <CodeLine label={t('downloads.in_powershell')} code={powershellCommand(file)} />
        </Part>
        {download_url !== undefined && <ByProgram file={file} url={download_url} />}
      </Stack>
    </Dialog>
  );
}

/** For servers and pipelines: the permanent address and a token, or a link for half a day. */
function ByProgram({ file, url }: { readonly file: ListedArtifact; readonly url: string }) {
  const { t } = useTranslation();
  const maySeeTokens = useMay('tokens.read');
  return (
    <Part title={t('downloads.by_program')}>
      <Text size="sm" c="dimmed">
        {t('downloads.by_token')}{' '}
        {maySeeTokens && (
          <TextLink to={paths.tokens()} size="sm" underline="always">
            {t('profile.tokens')}
          </TextLink>
        )}
      </Text>
      <CodeLine label={t('downloads.permanent_link')} code={url} />
      <CodeLine label={t('downloads.with_curl')} code={curlCommand(url, file.file)} />
      <TemporaryLink file={file} />
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </section>
  );
}
