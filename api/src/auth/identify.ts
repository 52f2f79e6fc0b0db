import { z } from 'zod'
import type { LineIdentity, LineLogin } from './line-login.ts'

/** A raw token as the LIFF SDK gives it. User ids and profiles that a client sends are never believed. */
export const Credentials = z.union([
  z.object({ idToken: z.string().min(1).max(8000) }),
  z.object({ accessToken: z.string().min(1).max(8000) }),
])

export function identify(
  lineLogin: LineLogin,
  credentials: z.infer<typeof Credentials>,
): Promise<LineIdentity> {
  return 'idToken' in credentials
    ? lineLogin.verifyIdToken(credentials.idToken)
    : lineLogin.verifyAccessToken(credentials.accessToken)
}
