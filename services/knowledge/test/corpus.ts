import type { ArticleText } from '@kabinet/contracts/knowledge/resources';
import { readdirSync, readFileSync } from 'node:fs';

/** The articles of the demo, without what they are for: all are shown to everybody. */
const FOLDER = new URL('../../../apps/kabinet/src/demo/articles/', import.meta.url);

export const corpus = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name: slug }) => {
    const files = readdirSync(new URL(`${slug}/`, FOLDER)).filter((name) => name.endsWith('.md'));
    const texts = Object.fromEntries(
      files.map((name) => [name.slice(0, 2), textOf(readFileSync(new URL(`${slug}/${name}`, FOLDER), 'utf8'))]),
    );
    return { slug, texts };
  });

function textOf(file: string): ArticleText {
  const [, matter = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  return { title: /^title: *(.*)$/m.exec(matter)?.[1]?.replaceAll(/^["']|["']$/g, '') ?? '', body };
}

/** What is typed, and what it must find first. */
export const expectations: readonly (readonly [string, string])[] = [
  // As titles have it.
  ['установка рога ос', 'install-horns-os'],
  ['обновление до новой версии', 'upgrade-horns-os'],
  ['файл лицензии', 'license-file'],
  ['лицензия истекла', 'license-expired'],
  ['передача лицензии', 'transfer-license'],
  ['контрольная сумма', 'check-sha256'],
  ['сетевые порты', 'network-ports'],
  ['расписание резервного копирования', 'backup-schedule'],
  ['второй фактор', 'second-factor'],
  ['вебхуки', 'webhooks'],
  ['порядок эскалации', 'escalation'],
  ['кластер', 'three-node-cluster'],
  // Russian morphology.
  ['устанавливать рога ос на серверах', 'install-horns-os'],
  ['истёкшая лицензия', 'license-expired'],
  ['истекшие лицензии', 'license-expired'],
  ['передать лицензию дочерним организациям', 'transfer-license'],
  ['сертификатом технической поддержки', 'support-certificate'],
  ['контрольными суммами образов', 'check-sha256'],
  ['восстановить из резервных копий', 'restore-backup'],
  ['сменить ключ шифрования', 'vault-rotate-keys'],
  ['увеличение квоты почтовых ящиков', 'mail-quota'],
  ['приглашение сотрудников', 'invite-people'],
  ['службы не запускаются', 'service-does-not-start'],
  ['перенести почтовый ящик', 'mail-migration'],
  ['межсетевых экранах', 'network-ports'],
  // English morphology.
  ['installing horns os', 'install-horns-os'],
  ['service does not start', 'service-does-not-start'],
  ['expired licenses', 'license-expired'],
  ['restoring backups', 'restore-backup'],
  ['upgraded to a new version', 'upgrade-horns-os'],
  ['inviting colleagues', 'invite-people'],
  ['firewalls', 'network-ports'],
  // Numbers and names.
  ['E-104', 'service-does-not-start'],
  ['DKIM', 'mail-dkim'],
  ['dmarc spf', 'mail-dkim'],
  ['sha-256', 'check-sha256'],
  ['CI токен', 'api-tokens'],
  // Typos.
  ['лицезния истекла', 'license-expired'],
  ['востановление из резервной копии', 'restore-backup'],
  ['контролная сумма', 'check-sha256'],
  ['вэбхуки', 'webhooks'],
  ['уязвимсть вложений', 'cve-attachments'],
  ['росписание копирования', 'backup-schedule'],
  ['втрой фактор', 'second-factor'],
  ['распечатование хранилища', 'vault-unseal'],
  ['firewal', 'network-ports'],
  ['webhoks', 'webhooks'],
  // The other layout of the keyboard.
  ['kbwtypbz bcntrkf', 'license-expired'],
  ['j,yjdktybt hjuf jc', 'upgrade-horns-os'],
  ['dt,[erb', 'webhooks'],
  ['ctntdst gjhns', 'network-ports'],
  ['цуирщщлы', 'webhooks'],
  ['ашкуцфдд', 'network-ports'],
  ['dnjhjq afrnjh', 'second-factor'],
  // Other alphabets.
  ['litsenziya istekla', 'license-expired'],
  ['peredacha litsenzii', 'transfer-license'],
  ['obnovlenie roga os', 'upgrade-horns-os'],
  ['rezervnoe kopirovanie medlenno', 'backup-slow'],
  ['klaster', 'three-node-cluster'],
  ['вебхукс', 'webhooks'],
  // The beginning of a word that is still being typed.
  ['распечат', 'vault-unseal'],
  ['приглас', 'invite-people'],
];
