import { CampaignRules, type CampaignRulesInput } from '@tamaru/domain'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../docs/${file}`, import.meta.url), 'utf8')
const example = JSON.parse(read('campaign.example.json')) as CampaignRulesInput
const page = read('campaigns.md')
const fragments = [...page.matchAll(/\| `("\w+": .*?)` \|/g)].map(([, fragment]) => fragment!)

test('the page on campaigns tells every rule', () => {
  const rules = Object.keys(CampaignRules.parse(example))
  expect(rules.length).toBeGreaterThan(20)
  expect(rules.filter((rule) => !page.includes(`"${rule}":`))).toEqual([])
})

test.each(fragments)('its example is one: %s', (fragment) => {
  const part = JSON.parse(`{${fragment}}`) as CampaignRulesInput
  // A product of the example's own, where the fragment names others.
  const rules = { ...example, ...('products' in part ? { sets: [] } : {}), ...part }
  expect(CampaignRules.safeParse(rules).error?.issues).toBeUndefined()
})

test('its examples are found', () => {
  expect(fragments.length).toBeGreaterThan(18)
})
