import { campaigns, draws, type entries, type Sql } from '@tamaru/db'
import type { PrizeDraw } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import { queueMessage } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'
import { drawMessage } from './prize-message.ts'

/** Tells a winner, and records that they won, once: who was told hears nothing again. */
export async function tellWinner(
  sql: Sql,
  { accountId, campaignId, drawId }: Pick<draws.FrozenDraw, 'accountId' | 'campaignId' | 'drawId'>,
  { place, shopperId, entryId }: draws.Winner,
  { at, ...said }: { liffId: string; sponsor: string; draw: PrizeDraw; at: Date },
): Promise<void> {
  const naturalKey = `draw:${campaignId}:${drawId}:${place}`
  const payload = { entryId, campaignId, prizeId: null, drawId, place }
  await recordHappening(sql, { accountId, shopperId, kind: 'prize_won', at, naturalKey, payload })
  await queueMessage(sql, {
    accountId,
    shopperId,
    naturalKey,
    purpose: 'result',
    messages: [drawMessage({ ...said, entryId })],
    now: at,
  })
}

/**
 * Tells what an entry has won in draws that took place while its decision was open again, now that it is approved once
 * more. Waits for a draw that is going on.
 */
export async function tellWinsMeanwhile(
  sql: Sql,
  { env, now }: Pick<Ports, 'env' | 'now'>,
  { accountId, id: entryId }: entries.Entry,
  { campaignId }: campaigns.CampaignVersion,
): Promise<void> {
  await draws.holdStill(sql, accountId, campaignId)
  const won = (await draws.listWinners(sql, accountId, campaignId)).filter((win) => win.entryId === entryId)
  if (won.length === 0) return
  for (const frozen of await draws.listFrozen(sql, accountId, campaignId)) {
    const { rules } = (await campaigns.findVersion(sql, accountId, frozen.campaignVersionId))!
    const draw = rules.draws.find(({ id }) => id === frozen.drawId)!
    for (const win of won.filter(({ drawId }) => drawId === frozen.drawId))
      await tellWinner(sql, frozen, win, {
        liffId: env.LINE_LIFF_ID,
        sponsor: rules.sponsor,
        draw,
        at: now(),
      })
  }
}
