import {
  entries,
  judgements,
  ledger,
  mayUseSensitive,
  purchasedItems,
  stores,
  type campaigns,
  type Sql,
} from '@tamaru/db'
import {
  classedGoods,
  keptGoods,
  purchasedHour,
  purchasedOn,
  receiptFingerprint,
  tokyoDate,
  type ClassedGood,
  type Decision,
  type EntryHistory,
  type InstantPrize,
  type Reading,
} from '@tamaru/domain'
import { playInstantWin } from '../draws/play-instant-win.ts'
import { prizeMessage } from '../draws/prize-message.ts'
import { tellWinsMeanwhile } from '../draws/tell-winner.ts'
import { decisionHappenings } from './entry-happenings.ts'
import { resultMessage } from './entry-messages.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'

/**
 * Writes down how an entry was decided, by machine or staff: state, the receipt's lines, the message, and that it happened.
 * The caller has credited its points, and holds the entry's lock and the transaction.
 */
export async function closeEntry(
  sql: Sql,
  ports: Pick<Ports, 'env' | 'now'>,
  closing: {
    entry: entries.Entry
    reading: Reading
    campaign: campaigns.CampaignVersion
    decision: Decision
    /** What was known, and the Tokyo day that counted: kept, so that judging again gives the same. */
    history: EntryHistory
    judgedFor: string
    staffId?: string
    /** Staff credited it although another entry holds a receipt that looks the same. */
    setFingerprintAside?: boolean
  },
): Promise<void> {
  const { entry, reading, campaign, decision, history, judgedFor, staffId } = closing
  const { accountId, shopperId, id: entryId } = entry
  const at = ports.now()
  await stores.assign(sql, entry, reading)
  await entries.recordDecision(sql, {
    accountId,
    entryId,
    decision,
    campaignVersionId: campaign.id,
    receiptFingerprint: closing.setFingerprintAside ? null : receiptFingerprint(reading),
    staffId,
    at,
  })
  const { campaignId } = campaign
  const agreed = await mayUseSensitive(sql, accountId, entryId)
  const classed = decision.outcome === 'approved' ? classedGoods(reading, decision.matched) : []
  const bought = keptGoods(classed, agreed)
  const [judgementId, goods] = await Promise.all([
    judgements.record(sql, {
      accountId,
      entryId,
      cause: staffId ? 'staff' : 'machine',
      campaignVersionId: campaign.id,
      history,
      judgedFor,
      decision,
      staffId,
      now: at,
    }),
    purchasedItems.nameProducts(sql, { accountId, campaignId }, bought),
  ])
  const key = `judgement:${judgementId}`
  const usable = agreed ? goods : goods.filter(({ sensitive }) => sensitive === null)
  const purchase = { purchasedOn: purchasedOn(reading), goods: usable }
  await recordHappening(sql, decisionHappenings({ entry, campaignId, decision, at, key, ...purchase }))
  const purse = () => ledger.purse(sql, accountId, shopperId, tokyoDate(at))
  const arrival = await ledger.arrivalOf(sql, entry, 'entry_credit')
  // Before a prize adds to it: its own message says so.
  const result = resultMessage({ entryId, decision, arrival, purse: await purse(), again: entry.round > 1 })
  const won = decision.outcome === 'approved' ? await followUp(sql, ports, closing, goods) : null
  const prize = won && {
    ...{ prize: won.prize, arrival: await ledger.arrivalOf(sql, entry, 'prize') },
    purse: await purse(),
  }
  await tell(sql, ports, {
    accountId,
    shopperId,
    naturalKey: key,
    purpose: 'result',
    say: [result, ...(prize ? [prizeMessage({ entryId, ...prize, sponsor: campaign.rules.sponsor })] : [])],
    now: at,
  })
  if (decision.outcome === 'approved' && entry.round > 1) await tellWinsMeanwhile(sql, ports, entry, campaign)
}

/** What an approved entry brings beside its points: the receipt's lines, and perhaps a prize, which it returns. */
async function followUp(
  sql: Sql,
  ports: Pick<Ports, 'now'>,
  { entry, campaign, reading }: Parameters<typeof closeEntry>[2],
  goods: readonly ClassedGood[],
): Promise<{ prize: InstantPrize } | null> {
  const { accountId, shopperId, id: entryId } = entry
  const bought = { purchasedOn: purchasedOn(reading), purchasedHour: purchasedHour(reading) }
  await purchasedItems.record(sql, { accountId, entryId, shopperId, ...bought }, goods)
  return playInstantWin(sql, ports, { entry, campaign })
}
