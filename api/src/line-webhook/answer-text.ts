import type { JobResult, Sql } from '@tamaru/db'
import { balanceMessage } from '../points/point-messages.ts'
import { showPoints } from '../points/show-points.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'
import type { Said } from '../templates/said.ts'
import type { Heard } from './heard.ts'

/** "ポイント" (or "残高", "point") answers with the balance; anything else with what can be done here. */
export async function answerText(
  sql: Sql,
  { event, shopper, reply }: Heard,
  ports: Ports,
): Promise<JobResult> {
  const text = event.message!.text!.normalize('NFKC').trim().toLowerCase()
  const said: Said = /ポイント|残高|point|balance/.test(text)
    ? await composeBalance(sql, shopper.accountId, shopper.id, ports)
    : { kind: 'guidance', values: {} }
  await tell(sql, ports, {
    accountId: shopper.accountId,
    shopperId: shopper.id,
    naturalKey: `event:${event.webhookEventId}:answer`,
    purpose: 'answer',
    say: [said],
    reply,
    now: ports.now(),
  })
  return { outcome: 'done' }
}

async function composeBalance(sql: Sql, accountId: string, shopperId: string, { now }: Pick<Ports, 'now'>) {
  const { balance: usable, pending, debt, nextExpiry } = await showPoints(sql, accountId, shopperId, now())
  return balanceMessage({ usable, pending, debt }, nextExpiry)
}
