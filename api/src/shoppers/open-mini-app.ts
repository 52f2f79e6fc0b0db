import { hashing, inTransaction, shoppers } from '@tamaru/db'
import type { z } from 'zod'
import type { Credentials } from '../auth/identify.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import type { LineIdentity } from '../line/line-login.ts'
import type { Ports } from '../ports.ts'

/** The shopper who logs in, made or brought up to date. LINE's token, traded twice, is one opening of the mini-app. */
export function openMiniApp(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  person: LineIdentity,
  credentials: z.infer<typeof Credentials>,
): Promise<shoppers.Shopper> {
  const token = 'idToken' in credentials ? credentials.idToken : credentials.accessToken
  return inTransaction(db, async (sql) => {
    const at = now()
    const shopper = await shoppers.upsert(sql, accountId, person, at)
    const naturalKey = `login:${hashing.sha256(token)}`
    const head = { accountId, shopperId: shopper.id, at, naturalKey }
    await recordHappening(sql, { ...head, kind: 'mini_app_opened', payload: {} })
    return shopper
  })
}
