import { sessions, type Db } from '@tamaru/db'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../http/app-env.ts'

/** A shopper's session outlives a visit but not a week: LINE logs the person in again without a question. */
const SESSION_DAYS = 7
const DAY_MS = 86_400_000

export type SessionCookie = 'tamaru_session' | 'tamaru_staff'

/** Opens a session, sets its cookie and returns the token for callers without cookies. */
export async function openSession(
  c: Context<AppEnv>,
  db: Db,
  cookie: SessionCookie,
  whose: { accountId: string; shopperId?: string; staffId?: string },
): Promise<{ token: string; expiresAt: string }> {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  const now = c.var.ports.now()
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY_MS)
  await sessions.open(db, { ...whose, tokenSha256: await digest(token), expiresAt, now })
  setCookie(c, cookie, token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.ports.env.PUBLIC_URL.startsWith('https:'),
    path: '/',
    // Not `expires`: a phone whose clock is days ahead would throw the cookie away as it comes.
    maxAge: SESSION_DAYS * (DAY_MS / 1000),
  })
  return { token, expiresAt: expiresAt.toISOString() }
}

/** The session of this request, by bearer token or else by cookie. */
export async function findSession(
  c: Context<AppEnv>,
  cookie: SessionCookie,
): Promise<sessions.Session | undefined> {
  const { db, now } = c.var.ports
  const token = tokenOf(c, cookie)
  return token ? sessions.find(db, await digest(token), now()) : undefined
}

/** Tells whether this request carries its token by itself, and not by a cookie that a browser adds. */
export const namesBearer = (c: Context<AppEnv>): boolean => bearerOf(c) !== undefined

/** Tells whether this request names a session at all, be it one or not. */
export const namesSession = (c: Context<AppEnv>): boolean =>
  tokenOf(c, 'tamaru_session') !== undefined || tokenOf(c, 'tamaru_staff') !== undefined

export async function closeSession(c: Context<AppEnv>, cookie: SessionCookie): Promise<void> {
  const token = tokenOf(c, cookie)
  if (token) await sessions.close(c.var.ports.db, await digest(token))
  deleteCookie(c, cookie, { path: '/' })
}

function tokenOf(c: Context<AppEnv>, cookie: SessionCookie): string | undefined {
  return bearerOf(c) ?? getCookie(c, cookie)
}

function bearerOf(c: Context<AppEnv>): string | undefined {
  const [scheme, bearer] = c.req.header('authorization')?.split(' ') ?? []
  return scheme?.toLowerCase() === 'bearer' ? bearer : undefined
}

async function digest(token: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
}
