import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { operationRoutes } from './build/operation-routes.ts';
import { precompressed } from './build/precompressed.ts';
import { themeVariables } from './build/theme-variables.ts';

/** Where the running portal is while the pages are being worked on. */
const portal = process.env['KABINET_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), operationRoutes(), themeVariables(), precompressed()],
  build: {
    manifest: true,
    // Neither fonts nor pictures as `data:`: the content security policy allows what comes from the origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': portal, '/.well-known': portal, '/verify': portal },
  },
});
