import { campaigns, inTransaction } from '@tamaru/db'
import { CampaignRules } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { withAccount } from './with-account.ts'

const [file, slug = 'campaign'] = process.argv.slice(2)

/** `npm run publish-campaign -- campaign.json [slug]`: its next version, which judges what is settled from now on. */
await withAccount(async (db, account) => {
  if (!file || !/^[a-z0-9-]+$/.test(slug))
    throw new Error(
      'npm run publish-campaign -- campaign.json [a-slug]; an example is docs/campaign.example.json',
    )
  const rules = CampaignRules.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!rules.success) {
    const faults = rules.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`${file} has ${faults.length} fault(s):\n${faults.join('\n')}`)
  }
  await inTransaction(db, (sql) => campaigns.publish(sql, account.id, slug, rules.data))
  return `${rules.data.name} is published for ${account.name}: ${rules.data.products.length} products`
})
