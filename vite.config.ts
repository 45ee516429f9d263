import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the sandbox's page. The sandbox serves the result; nothing is loaded from elsewhere. */
export default defineConfig({
  root: fileURLToPath(new URL('./src/sandbox/page', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('./dist/sandbox/page', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1_500,
  },
});
