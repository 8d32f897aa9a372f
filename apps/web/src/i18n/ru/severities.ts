/** How grave a vulnerability is, by its score. */
export const severities = { critical: 'Критическая', high: 'Высокая', medium: 'Средняя', low: 'Низкая', none: 'Не оценена' } as const;
