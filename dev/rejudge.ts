import { campaigns, judgements } from '@tamaru/db'
import type { CampaignRules } from '@tamaru/domain'
import { rejudge } from '../api/src/entries/rejudge.ts'
import { withAccount } from './with-account.ts'

const PAGE = 500

/** `npm run rejudge`: judges every entry once more from what was kept of it, and names those that come out otherwise. */
await withAccount(async (db, account) => {
  const versions = new Map<string, CampaignRules>()
  const rulesOf = async (versionId: string) => {
    if (!versions.has(versionId))
      versions.set(versionId, (await campaigns.findVersion(db, account.id, versionId))!.rules)
    return versions.get(versionId)!
  }
  let judged = 0
  const differing: string[] = []
  for (let afterId = '0'; ;) {
    const page = await judgements.listByMachine(db, account.id, afterId, PAGE)
    for (const kept of page) {
      const difference = rejudge(kept, await rulesOf(kept.campaignVersionId))
      if (difference) differing.push(`  entry ${kept.entryId}: ${JSON.stringify(difference)}`)
    }
    judged += page.length
    if (page.length < PAGE) break
    afterId = page.at(-1)!.id
  }
  if (differing.length > 0)
    throw new Error(`${differing.length} of ${judged} come out otherwise:\n${differing.join('\n')}`)
  return `${judged} judgements, all of them as before`
})
