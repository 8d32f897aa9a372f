import type { Locale } from '@kabinet/problem';

/** Who wrote something, as rows keep it. */
interface Written {
  readonly author_name: string;
}

const FRAMES = {
  ru: {
    ticket: (name: string, text: string) => `${name} (портал):\n\n${text}`,
    comment: (name: string, text: string) => `${name} (портал):\n\n${text}`,
    edited: (name: string, text: string) => `${name} (портал) исправляет написанное:\n\n${text}`,
    deleted: (name: string) => `${name} (портал) удаляет написанное.`,
    attachment: (name: string, file: string) => `${name} (портал) прикладывает файл: ${file}`,
    large_attachment: (name: string, file: string) => `${name} (портал) прикладывает большой файл, он в портале: ${file}`,
  },
  en: {
    ticket: (name: string, text: string) => `${name} (portal):\n\n${text}`,
    comment: (name: string, text: string) => `${name} (portal):\n\n${text}`,
    edited: (name: string, text: string) => `${name} (portal) corrects what was written:\n\n${text}`,
    deleted: (name: string) => `${name} (portal) deletes what was written.`,
    attachment: (name: string, file: string) => `${name} (portal) attaches a file: ${file}`,
    large_attachment: (name: string, file: string) => `${name} (portal) attaches a large file, which is in the portal: ${file}`,
  },
} as const satisfies Record<Locale, Readonly<Record<string, (name: string, text: string) => string>>>;

/** What the helpdesk's people read: everything comes from the portal's one user, so the text says who it was. */
export function deliveryText(language: Locale, kind: keyof (typeof FRAMES)[Locale], { author_name }: Written, text: string): string {
  return FRAMES[language][kind](author_name, text);
}
