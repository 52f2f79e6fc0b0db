import { campaigns, judgements } from '@tamaru/db'
import type { CampaignRules } from '@tamaru/domain'
import { rejudge } from '../api/src/entries/rejudge.ts'
import { startRejudgeReport } from './describe-rejudged.ts'
import { withAccount } from './with-account.ts'

const PAGE = 500

/**
 * `npm run rejudge`: judges every entry once more from what was kept of it, by today's deciding rules. Lists what a declared
 * change of them decides otherwise; fails where anything else comes out otherwise. Rewrites nothing.
 */
await withAccount(async (db, account) => {
  const versions = new Map<string, CampaignRules>()
  const rulesOf = async (versionId: string) => {
    if (!versions.has(versionId))
      versions.set(versionId, (await campaigns.findVersion(db, account.id, versionId))!.rules)
    return versions.get(versionId)!
  }
  const report = startRejudgeReport()
  for (let afterId = '0'; ;) {
    const page = await judgements.listByMachine(db, account.id, afterId, PAGE)
    for (const kept of page) report.take(kept, rejudge(kept, await rulesOf(kept.campaignVersionId)))
    if (page.length < PAGE) break
    afterId = page.at(-1)!.id
  }
  if (report.undeclared > 0) throw new Error(report.words())
  return report.words()
})
