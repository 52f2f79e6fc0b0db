import { campaignDrafts } from '@tamaru/db'
import { parseCampaignFile } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fillRules } from '../api/src/products/fill-rules.ts'
import { simulateCampaign } from '../api/src/campaigns/simulate-campaign.ts'
import { describeSimulation } from './describe-simulation.ts'
import { withAccount } from './with-account.ts'

const USAGE = `npm run --silent simulate -- --campaign draft.json [--slug a-campaign] [--any-dates] [--json]
  --slug       the receipts of this campaign, against its newest version; without it all that came
  --any-dates  as if the rules held at any time: for a campaign that is still to come`

/** Replays the stored receipts by the rules of a file: what would have come of them, beside what did. */
await withAccount(async (db, account) => {
  const { values: asked } = parseArgs({
    options: {
      campaign: { type: 'string' },
      slug: { type: 'string' },
      'any-dates': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  if (!asked.campaign) throw new Error(USAGE)
  const written = JSON.parse(await readFile(asked.campaign, 'utf8')) as Record<string, unknown>
  const rules = parseCampaignFile(await fillRules(db, account.id, written))
  const campaignId = asked.slug === undefined ? null : await findCampaign(asked.slug)
  const tried = { campaignId, rules, anyDates: asked['any-dates'] }
  const report = await simulateCampaign(db, account.id, tried, new Date())
  return asked.json ? JSON.stringify(report) : `${rules.name}\n${describeSimulation(report)}`

  async function findCampaign(slug: string): Promise<string> {
    const { items: campaigns } = await campaignDrafts.list(db, account.id, 'kept', {
      sort: '-made',
      limit: 100_000,
    })
    const found = campaigns.find((campaign) => campaign.slug === slug)
    if (!found)
      throw new Error(`no campaign ${slug}; there are ${campaigns.map((one) => one.slug).join(', ')}`)
    return found.id
  }
})
