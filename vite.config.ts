// Builds the browser's part of the product: the web root is src/web, the result goes to build/web.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const apiAddress = `http://127.0.0.1:${process.env.PORT ?? '8620'}`;

export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react()],
  publicDir: 'public',
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Inlined assets would be data: addresses, which the page's content policy does not allow.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '^/api/': { target: apiAddress } } },
});
