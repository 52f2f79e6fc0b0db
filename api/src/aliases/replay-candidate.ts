import { aliases, audit, campaignProducts, campaigns, type Sql } from '@tamaru/db'
import { normaliseName, ProblemError, startAliasReplay, type AliasReplay } from '@tamaru/domain'
import { z } from 'zod'
import type { RunWork } from '../runs/carry-out-run.ts'

const ReplayInput = z.object({ candidateId: z.string() })

const PAGE = 1_000

/**
 * Looks through all readings of the account for lines that the alias would match anew, and keeps what it finds. The
 * names alone are read first: of most receipts that is all there is to see. Refuses as `requireOpen`.
 */
export const replayCandidate: RunWork = async ({ ports, accountId, staffId, input, tell }) => {
  const { db } = ports
  // What is seen from here on is not among what is looked through.
  const now = ports.now()
  const { candidateId } = ReplayInput.parse(input)
  const { campaignId, productId, printed, name } = await requireOpen(db, accountId, candidateId)
  const newest = await campaigns.findPublished(db, accountId, campaignId)
  const others = await campaignProducts.listAlike(db, { accountId, campaignId }, productId)
  const replay = startAliasReplay(newest!.rules, { productId, alias: printed })
  const all = await aliases.countRead(db, accountId)
  let looked = 0
  for (let after: string | null = null; ;) {
    await tell(looked, all)
    const page = await aliases.listPrintedLines(db, accountId, after, PAGE)
    const alike = page.filter(({ names }) => names.some((printed) => normaliseName(printed) === name))
    const ids = alike.map(({ entryId }) => entryId)
    for (const entry of await aliases.listEntries(db, accountId, ids))
      replay.take({
        ...entry,
        sameCampaign: entry.campaignId === campaignId,
        idsOfProduct:
          entry.campaignId === campaignId
            ? new Set([productId])
            : (others.get(entry.campaignId!) ?? new Set()),
      })
    looked += page.length
    if (page.length < PAGE) break
    after = page.at(-1)!.entryId
  }
  const result = replay.report(looked)

  return async function keepReplay(sql) {
    const kept = { accountId, candidateId, campaignVersionId: newest!.id, staffId, result, now }
    await aliases.recordReplay(sql, kept)
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'alias.replay',
      subject: `alias:${candidateId}`,
      after: { version: newest!.version, ...countsOf(result) },
      now,
    })
    return result
  }
}

/** Refuses `alias_already_decided`, and `not_found`. */
export async function requireOpen(
  sql: Sql,
  accountId: string,
  candidateId: string,
): Promise<aliases.AliasCandidate> {
  const candidate = await aliases.find(sql, accountId, candidateId)
  if (!candidate) throw new ProblemError('not_found')
  if (candidate.state !== 'open') throw new ProblemError('alias_already_decided')
  return candidate
}

function countsOf({ entries, changed, agrees, conflicts, unknown }: AliasReplay) {
  return { entries, changed, agrees, conflicts, unknown }
}
