import type { Input } from '@kabinet/contract';
import type { notificationsContract } from '@kabinet/contracts/notifications';

type NewAnnouncement = Input<(typeof notificationsContract)['operations']['createNotification']>['body'];

/** What the demo's vendor has announced to everyone; `inDays`: it is scheduled. */
export const demoAnnouncements: readonly { readonly words: Pick<NewAnnouncement, 'title' | 'body'>; readonly inDays?: number }[] = [
  {
    words: {
      title: { ru: 'Новый личный кабинет', en: 'A new customer portal' },
      body: {
        ru: 'Лицензии, сертификаты и люди вашей организации теперь **в одном месте**.\n\n- Документы скачиваются в PDF и как файл лицензии.\n- О сроках, которые подходят к концу, кабинет напомнит сам.\n\nЧто и куда сообщать, выбирается в профиле.',
        en: 'Licences, certificates and the people of your organization are now **in one place**.\n\n- Documents are downloaded as PDF and as license files.\n- The portal reminds you of terms that end.\n\nYour profile says what is told to you, and where.',
      },
    },
  },
  {
    words: {
      title: { ru: 'Технические работы в ночь на субботу', en: 'Maintenance in the night to Saturday' },
      body: {
        ru: 'С 2:00 до 4:00 по московскому времени кабинет может быть недоступен. Лицензии на ваших серверах продолжат действовать.',
        en: 'From 2:00 to 4:00 Moscow time the portal may be out of reach. The licences on your servers stay in force.',
      },
    },
    inDays: 5,
  },
];
