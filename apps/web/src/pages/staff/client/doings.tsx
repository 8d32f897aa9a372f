import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ShortList } from '../../../components/short-list.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { TextLink } from '../../../navigation/link.tsx';
import { paths } from '../../../navigation/paths.ts';
import { Downloader } from '../../portal/downloads/downloader.tsx';
import { DownloadStateLabel } from '../../portal/downloads/labels.tsx';
import { IssueStatusLabel } from '../../portal/support/labels.tsx';
import { MailState } from '../mail/mail-state.tsx';
import { downloadsQuery, issuesQuery, mailsQuery } from './queries.ts';

/** The requests of the client, and of what is below it, in which something happened last. */
export function Requests({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ShortList
      title={t('clients.issues')}
      items={useSuspenseQuery(issuesQuery(id)).data.items}
      keyOf={(issue) => issue.id}
      row={({ id: issueId, number, subject, product, updated_at, status }) => ({
        name: <TextLink to={paths.issue(issueId)}>{subject}</TextLink>,
        detail: [number, format.text(product.name), format.instant(updated_at)].join(' · '),
        aside: <IssueStatusLabel status={status} />,
      })}
      empty={t('clients.no_issues')}
      all={{ to: paths.issues(), search: { cabinet_id: id }, label: t('clients.all_issues') }}
    />
  );
}

/** What the client's people and programs took last. */
export function Downloads({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ShortList
      title={t('clients.downloads')}
      items={useSuspenseQuery(downloadsQuery(id)).data.items}
      keyOf={(download) => download.id}
      row={(download) => ({
        name: download.file,
        detail: (
          <>
            <Downloader {...download} /> · {format.instant(download.started_at)}
          </>
        ),
        aside: <DownloadStateLabel state={download.state} />,
      })}
      empty={t('clients.no_downloads')}
      all={{ to: paths.downloadHistory(), search: { cabinet_id: id }, label: t('clients.all_downloads') }}
    />
  );
}

/** What the portal wrote to the client's people last. */
export function Mails({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ShortList
      title={t('clients.mails')}
      items={useSuspenseQuery(mailsQuery(id)).data.items}
      keyOf={(mail) => mail.id}
      row={({ id: mailId, recipient, kind, created_at, status }) => ({
        name: <TextLink to={paths.mail(mailId)}>{recipient ?? t('mail.not_composed')}</TextLink>,
        detail: [t(`mail.kind.${kind}`), format.instant(created_at)].join(' · '),
        aside: <MailState status={status} />,
      })}
      empty={t('clients.no_mails')}
      all={{ to: paths.mails(), search: { cabinet_id: id }, label: t('clients.all_mails') }}
    />
  );
}
