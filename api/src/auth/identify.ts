import type { Context } from 'hono'
import { z } from 'zod'
import type { AppEnv } from '../http/app-env.ts'
import { spend } from '../http/spend.ts'
import { askLine } from './ask-line.ts'
import type { LineIdentity } from '../line/line-login.ts'

/** A raw token as the LIFF SDK gives it. User ids and profiles that a client sends are never believed. */
export const Credentials = z.union([
  z.object({ idToken: z.string().min(1).max(8000) }),
  z.object({ accessToken: z.string().min(1).max(8000) }),
])

/** Asks LINE who logs in; one person only so often. */
export async function identify(
  c: Context<AppEnv>,
  credentials: z.infer<typeof Credentials>,
): Promise<LineIdentity> {
  const person =
    'idToken' in credentials
      ? await c.var.ports.lineLogin.verifyIdToken(credentials.idToken)
      : await askLine(c, credentials.accessToken)
  await spend(c, 'login', person.lineUserId)
  return person
}
