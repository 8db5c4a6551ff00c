// Serves the built pages: hashed assets for ever, the entry page always fresh, and that page for every address that is not a file.
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const ASSETS = '/assets/';
const A_YEAR = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';
const ALWAYS_FRESH = 'no-cache';

export type PagesOptions = {
  /** The folder of the built pages; without it the interface alone is served. */
  folder: string;
};

/** Adds the pages; addresses below /api and files that do not exist are answered by the handler for what is not found. */
export async function addPages(app: FastifyInstance, { folder }: PagesOptions): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(async (pages) => {
    await pages.register(fastifyStatic, {
      root: folder,
      serve: false,
      cacheControl: false,
      index: false,
      dotfiles: 'ignore',
    });
    const sendIndex = (reply: FastifyReply) => reply.header('cache-control', ALWAYS_FRESH).sendFile('index.html');
    pages.get('/*', { config: { access: 'public' }, schema: { hide: true } }, (request, reply) => {
      const path = request.url.split('?')[0] ?? '/';
      if (path === '/api' || path.startsWith('/api/')) return reply.callNotFound();
      if (extname(path) === '' || path === '/index.html') return sendIndex(reply);
      return reply.header('cache-control', path.startsWith(ASSETS) ? A_YEAR : AN_HOUR).sendFile(path.slice(1));
    });
  });
}
