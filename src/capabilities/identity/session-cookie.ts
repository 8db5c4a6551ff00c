// The session's cookie: out of reach of scripts, sent to this site alone, over TLS where the product is reached by TLS.
import type { FastifyReply } from 'fastify';
import { SESSION_COOKIE } from './open-scope.ts';

const THIRTY_DAYS = 30 * 24 * 3600;

export function setSessionCookie(reply: FastifyReply, token: string, publicUrl: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    path: '/',
    maxAge: THIRTY_DAYS,
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
