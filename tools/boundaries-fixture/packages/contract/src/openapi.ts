export const openapi = 'server side';
