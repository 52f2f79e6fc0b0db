import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import { spendKnock } from '../http/spend.ts'
import { namesSession } from './session-token.ts'

/** Refuses a caller whose session does not hold. Whoever tries many is told to wait. */
export async function refuseKnock(c: Context<AppEnv>): Promise<ProblemError> {
  // Who names none has been counted at the outer door.
  if (namesSession(c)) await spendKnock(c)
  return new ProblemError('unauthenticated')
}
