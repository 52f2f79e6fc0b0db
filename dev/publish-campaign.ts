import { audit, campaigns, inTransaction } from '@tamaru/db'
import { CampaignRules, prizeLaw } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fillRules } from '../api/src/products/fill-rules.ts'
import { describePrizeLaw } from './describe-prize-law.ts'
import { withAccount } from './with-account.ts'

const USAGE = `npm run publish-campaign -- campaign.json [a-slug] [--note "why"] [--override "Name: reason"]
an example is docs/campaign.example.json`

/** `npm run publish-campaign -- campaign.json [slug]`: its next version, which judges what comes from now on. */
await withAccount(async (db, account) => {
  const { file, slug, note, override } = readArguments()
  const { data: rules, error } = CampaignRules.safeParse(
    await fillRules(db, account.id, await readJson(file)),
  )
  if (!rules) {
    const faults = error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`${file} has ${faults.length} fault(s):\n${faults.join('\n')}`)
  }
  const law = prizeLaw(rules)
  if (law.within === false && !override)
    throw new Error(
      `${describePrizeLaw(law)}\nNothing is published: it is over a cap. If somebody answers for that, say so by name: --override "Name: reason"`,
    )
  const version = await inTransaction(db, async (sql) => {
    const now = new Date()
    const made = await campaigns.publish(sql, account.id, slug, rules, { note, override, now })
    await audit.record(sql, {
      accountId: account.id,
      staffId: null,
      act: 'campaign.publish',
      subject: `campaign:${made.campaignId}`,
      after: {
        version: made.version,
        versionId: made.versionId,
        note,
        overrideReason: override?.reason ?? null,
      },
      now,
    })
    return made.version
  })
  const { name, products } = rules
  return `${name} is published for ${account.name} as version ${version}: ${products.length} products\n${describePrizeLaw(law)}`
})

async function readJson(file: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
}

function readArguments() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { note: { type: 'string' }, override: { type: 'string' } },
  })
  const [file, slug = 'campaign'] = positionals
  const [, name, reason] = /^([^::]+)[::]\s*(.+)$/s.exec(values.override ?? '') ?? []
  if (!file || !/^[a-z0-9-]{1,60}$/.test(slug) || (values.override !== undefined && !reason))
    throw new Error(USAGE)
  return { file, slug, note: values.note ?? null, override: reason ? { name: name!.trim(), reason } : null }
}
