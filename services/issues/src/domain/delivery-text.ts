/** Who wrote something, as rows keep it. */
interface Written {
  readonly author_name: string;
}

const FRAMES = {
  ticket: (name: string, text: string) => `${name} (портал):\n\n${text}`,
  comment: (name: string, text: string) => `${name} (портал):\n\n${text}`,
  edited: (name: string, text: string) => `${name} (портал) исправляет написанное:\n\n${text}`,
  deleted: (name: string) => `${name} (портал) удаляет написанное.`,
  attachment: (name: string, file: string) => `${name} (портал) прикладывает файл: ${file}`,
} as const;

/** What the helpdesk's people read: everything comes from the portal's one user, so the text says who it was. */
export function deliveryText(kind: keyof typeof FRAMES, { author_name }: Written, text: string): string {
  return FRAMES[kind](author_name, text);
}
