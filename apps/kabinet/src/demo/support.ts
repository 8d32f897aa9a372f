import type { IssueStatus, Severity } from '@kabinet/contracts/issues/resources';

/** Something that is said in a request of the demo: by its author, unless by the support. */
export interface DemoComment {
  readonly by: 'author' | 'support';
  readonly body: string;
  readonly file?: { readonly name: string; readonly contents: string };
}

export interface DemoIssue {
  readonly author: string;
  readonly organization: string;
  readonly product: string;
  readonly version?: string;
  readonly subject: string;
  readonly description: string;
  readonly severity: Severity;
  readonly private?: true;
  readonly comments: readonly DemoComment[];
  /** Where it is in the end, if not where the last word leaves it; `by` takes it there. */
  readonly then?: { readonly by: 'author' | 'support'; readonly status: IssueStatus };
  /** What its author says of how it was dealt with, in the end. */
  readonly rating?: { readonly score: number; readonly remark: string };
  readonly isTaken?: true;
  readonly note?: string;
  /** The subject of an earlier one, in which its conversation goes on. */
  readonly mergedInto?: string;
}

/** Open and closed requests, with conversations. */
export const demoIssues: readonly DemoIssue[] = [
  {
    author: 'owner@daughter.example',
    organization: 'daughter',
    product: 'horns-mail',
    version: '3.2.0',
    subject: 'Как перенести почтовые ящики на новый сервер?',
    description: 'Купили новый сервер. Можно ли перенести ящики **без остановки** почты?',
    severity: 'low',
    comments: [
      {
        by: 'support',
        body: 'Можно. Порядок такой:\n\n1. поставьте ту же версию на новый сервер;\n2. включите репликацию: `mailctl replica add new-server`;\n3. дождитесь, пока `mailctl replica status` покажет `in sync`;\n4. переключите имя в DNS.',
      },
      { by: 'author', body: 'Получилось, спасибо! Перенесли за вечер.' },
    ],
    then: { by: 'author', status: 'closed' },
    rating: { score: 5, remark: 'Перенесли за вечер, ничего не остановилось.' },
    isTaken: true,
  },
  {
    author: 'owner@granddaughter.example',
    organization: 'granddaughter',
    product: 'hooves-backup',
    subject: 'Ночная копия идёт дольше восьми часов',
    description: 'Раньше хватало трёх. Объём почти не вырос.',
    severity: 'normal',
    comments: [
      {
        by: 'support',
        body: 'Похоже, отключилась дедупликация. Включите её: `backupctl set dedup on`, и напишите, как пройдёт следующая ночь.',
      },
    ],
    then: { by: 'support', status: 'resolved' },
    isTaken: true,
  },
  {
    author: 'support@holding.example',
    organization: 'holding',
    product: 'horns-os',
    version: '1.8.1',
    subject: 'Служба журналов не запускается после обновления',
    description:
      'После обновления до 1.8.1 служба `journald-rk` падает сразу после запуска.\n\n- серверов: 14;\n- на 1.8.0 всё работало;\n- перезагрузка не помогает.',
    severity: 'high',
    comments: [
      { by: 'support', body: 'Пришлите, пожалуйста, журнал: `journalctl -u journald-rk -n 200 > journal.log`.' },
      {
        by: 'author',
        body: 'Вот он, с одного из серверов.',
        file: {
          name: 'journal.log',
          contents: 'ноя 26 09:14:02 srv-07 journald-rk[811]: не удалось открыть /var/log/rk/index: Permission denied\n',
        },
      },
    ],
    isTaken: true,
    note: 'Похоже на RK-4512: обновление меняет владельца каталога. Исправление будет в 1.8.2.',
  },
  {
    author: 'support@holding.example',
    organization: 'holding',
    product: 'horns-os',
    version: '1.8.1',
    subject: 'На srv-03 пропали журналы за ночь',
    description: 'После вчерашнего обновления в `/var/log/rk` ничего не пишется.',
    severity: 'normal',
    comments: [{ by: 'support', body: 'Это из-за той же ошибки, что и на остальных серверах. Продолжим в том запросе.' }],
    mergedInto: 'Служба журналов не запускается после обновления',
  },
  {
    author: 'support@holding.example',
    organization: 'holding',
    product: 'horns-mail',
    subject: 'Увольнение администратора: сменить доступы',
    description: 'На следующей неделе уходит администратор почты. Что нужно сменить и в каком порядке?',
    severity: 'normal',
    private: true,
    comments: [],
  },
  {
    author: 'owner@stranger.example',
    organization: 'stranger',
    product: 'horns-mail',
    subject: 'Письма доходят с задержкой в час',
    description: 'С утра письма изнутри наружу стоят в очереди.\n\n> 451 4.7.1 Try again later\n\nЧто это значит?',
    severity: 'critical',
    comments: [],
  },
];

export const demoCannedAnswers = [
  { title: 'Пришлите журнал', body: 'Пришлите, пожалуйста, журнал службы: `journalctl -u <служба> -n 200 > journal.log`.' },
  { title: 'Известная ошибка', body: 'Это известная ошибка, исправление уже готовится. Напишем сюда, когда выйдет версия с ним.' },
  { title: 'Проверьте, пожалуйста', body: 'Мы считаем, что всё исправлено. Проверьте, пожалуйста, и напишите, если это не так.' },
] as const;
