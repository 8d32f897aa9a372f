import type { search } from '../../i18n/en/search.ts';
import { paths } from '../../navigation/paths.ts';
import type { Requirement } from '../../session/me.ts';

interface FurtherPage {
  readonly to: string;
  readonly label: `search.pages.${keyof typeof search.pages}`;
  /** The page's own. */
  readonly permission?: Requirement;
}

/** What can be done, and the pages that are not in the side navigation: a test holds them together with the table of pages. */
export const furtherPages: readonly FurtherPage[] = [
  { to: paths.newTransfer(), label: 'search.pages.new_transfer', permission: 'licenses.transfer' },
  { to: paths.newIssue(), label: 'search.pages.new_issue', permission: 'issues.write' },
  { to: paths.cannedAnswers(), label: 'search.pages.canned_answers', permission: 'issues.manage' },
  { to: paths.helpdesk(), label: 'search.pages.helpdesk', permission: 'issues.manage' },
  { to: paths.satisfaction(), label: 'search.pages.satisfaction', permission: 'issues.manage' },
  { to: paths.newArticle(), label: 'search.pages.new_article', permission: 'articles.manage' },
  { to: paths.articleCategories(), label: 'search.pages.article_categories', permission: 'articles.manage' },
  { to: paths.missedSearches(), label: 'search.pages.missed_searches', permission: 'articles.manage' },
  { to: paths.madeReports(), label: 'search.pages.made_reports', permission: 'reports.read_issues' },
  { to: paths.downloadHistory(), label: 'search.pages.download_history', permission: 'downloads.read' },
  { to: paths.downloadStatistics(), label: 'search.pages.download_statistics', permission: 'staff' },
  { to: paths.releaseKeys(), label: 'search.pages.release_keys', permission: 'releases.read' },
  { to: paths.uploads(), label: 'search.pages.uploads', permission: 'releases.read' },
  { to: paths.newUpload(), label: 'search.pages.new_upload', permission: 'releases.upload' },
  { to: paths.importAdvisory(), label: 'search.pages.import_advisory', permission: 'advisories.import' },
  { to: paths.joinRequests(), label: 'search.pages.join_requests', permission: 'people.manage' },
  { to: paths.notificationPreferences(), label: 'search.pages.notification_preferences' },
  { to: paths.webhooks(), label: 'search.pages.webhooks', permission: 'webhooks.manage' },
  { to: paths.profile(), label: 'search.pages.profile' },
  { to: paths.security(), label: 'search.pages.security' },
  { to: paths.sessions(), label: 'search.pages.sessions' },
  { to: paths.tokens(), label: 'search.pages.tokens', permission: 'tokens.read' },
  { to: paths.newClient(), label: 'search.pages.new_client', permission: 'organizations.manage' },
  { to: paths.newProduct(), label: 'search.pages.new_product', permission: 'products.manage' },
  { to: paths.issueLicense(), label: 'search.pages.issue_license', permission: 'licenses.manage' },
  { to: paths.importLicenses(), label: 'search.pages.import_licenses', permission: 'licenses.manage' },
  { to: paths.issueCertificate(), label: 'search.pages.issue_certificate', permission: 'licenses.manage' },
  { to: paths.renewals(), label: 'search.pages.renewals', permission: 'staff' },
  { to: paths.newAnnouncement(), label: 'search.pages.new_announcement', permission: 'notifications.manage' },
];
