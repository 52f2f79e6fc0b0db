import { campaigns, draws, type entries, type Sql } from '@tamaru/db'
import type { PrizeDraw } from '@tamaru/domain'
import { isOldEnough } from '../admission/find-admission.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'
import { drawMessage } from './prize-message.ts'

/** Tells a winner, and records that they won, once: who was told hears nothing again. */
export async function tellWinner(
  sql: Sql,
  ports: Pick<Ports, 'env'>,
  { accountId, campaignId, drawId }: Pick<draws.FrozenDraw, 'accountId' | 'campaignId' | 'drawId'>,
  { wonPlace: place, shopperId, entryId }: draws.Winner,
  { at, ...said }: { sponsor: string; draw: PrizeDraw; at: Date },
): Promise<void> {
  const naturalKey = `draw:${campaignId}:${drawId}:${place}`
  const payload = { entryId, campaignId, prizeId: null, drawId, place }
  await recordHappening(sql, { accountId, shopperId, kind: 'prize_won', at, naturalKey, payload })
  await tell(sql, ports, {
    accountId,
    shopperId,
    naturalKey,
    purpose: 'result',
    say: [drawMessage({ ...said, entryId })],
    now: at,
  })
}

/**
 * Tells what an entry has won in draws that took place while its decision was open again, now that it is approved once
 * more. Waits for a draw that is going on.
 */
export async function tellWinsMeanwhile(
  sql: Sql,
  ports: Pick<Ports, 'env' | 'now'>,
  { accountId, shopperId, id: entryId }: entries.Entry,
  { campaignId }: campaigns.CampaignVersion,
): Promise<void> {
  await draws.holdStill(sql, accountId, campaignId)
  const won = await draws.everyWinner(sql, accountId, campaignId, { entryId })
  if (won.length === 0) return
  for (const frozen of await draws.listFrozen(sql, accountId, campaignId)) {
    const { rules } = (await campaigns.findVersion(sql, accountId, frozen.campaignVersionId))!
    const draw = rules.draws.find(({ id }) => id === frozen.drawId)!
    if (!(await isOldEnough(sql, { accountId, shopperId }, rules.leastAge, ports.now()))) continue
    for (const win of won.filter(({ drawId }) => drawId === frozen.drawId))
      await tellWinner(sql, ports, frozen, win, {
        sponsor: rules.sponsor,
        draw,
        at: ports.now(),
      })
  }
}
