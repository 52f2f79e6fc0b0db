import { aliases, audit, campaigns, inTransaction, type Db, type staff } from '@tamaru/db'
import { normaliseName, ProblemError, replayAlias, type AliasReplay } from '@tamaru/domain'

const PAGE = 2000

/**
 * Looks through all readings of the account for lines that the alias would match anew, and keeps what it finds. The
 * names alone are read first: of most receipts that is all there is to see.
 */
export async function replayCandidate(
  db: Db,
  { accountId, id: staffId }: staff.StaffMember,
  candidateId: string,
): Promise<void> {
  const candidate = await aliases.find(db, accountId, candidateId)
  if (!candidate) throw new ProblemError('not_found')
  if (candidate.state !== 'open') throw new ProblemError('alias_already_decided')
  const { campaignId, productId, printed } = candidate
  const [newest] = await campaigns.listVersions(db, accountId, campaignId)
  const { looked, entryIds } = await findEntries(db, accountId, candidate.name)
  const stored = await aliases.listEntries(db, accountId, entryIds)
  const entries = stored.map((entry) => ({ ...entry, sameCampaign: entry.campaignId === campaignId }))
  const result = replayAlias(newest!.rules, { productId, alias: printed }, entries, looked)

  await inTransaction(db, async (sql) => {
    await aliases.recordReplay(sql, {
      accountId,
      candidateId,
      campaignVersionId: newest!.id,
      staffId,
      result,
    })
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'alias.replay',
      subject: `alias:${candidateId}`,
      after: { version: newest!.version, ...countsOf(result) },
    })
  })
}

async function findEntries(
  db: Db,
  accountId: string,
  name: string,
): Promise<{ looked: number; entryIds: string[] }> {
  const entryIds: string[] = []
  let looked = 0
  for (let after: string | null = null; ;) {
    const page = await aliases.listPrintedLines(db, accountId, after, PAGE)
    looked += page.length
    for (const { entryId, names } of page)
      if (names.some((printed) => normaliseName(printed) === name)) entryIds.push(entryId)
    if (page.length < PAGE) return { looked, entryIds }
    after = page.at(-1)!.entryId
  }
}

function countsOf({ entries, changed, agrees, conflicts, unknown }: AliasReplay) {
  return { entries, changed, agrees, conflicts, unknown }
}
