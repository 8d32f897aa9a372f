/** How grave a vulnerability is, by its score. */
export const severities = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', none: 'Not rated' } as const;
