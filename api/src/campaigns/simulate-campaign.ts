import { campaigns, storedSteps, type Sql } from '@tamaru/db'
import {
  reportSimulation,
  seededRandom,
  startMatcher,
  startReplay,
  type CampaignRules,
  type Matcher,
  type SimulationReport,
} from '@tamaru/domain'
import type { RunWork } from '../runs/carry-out-run.ts'
import { parseRules } from './parse-rules.ts'
import { startBreathing } from './start-breathing.ts'

/** What is tried, and on what. */
interface Asked<Rules> {
  /** Whose receipts: null for all that came. */
  campaignId: string | null
  rules: Rules
  anyDates: boolean
}

/** As staff ask for it: with rules as they are written, for to check the longest takes its time as well. */
export type SimulationInput = Asked<Record<string, unknown>>

/** Above this a sample of the shoppers stands for all: somebody looks on. */
const MOST_ENTRIES_AT_ONCE = 10_000

/** Read at once; what is judged between two breaths is less. */
const PAGE = 25
/** Any number: the same draft over the same history has the same intervals. */
const SEED = 20_261_122

/**
 * Tells what rules would have made of the receipts of a campaign, or (`campaignId` null) of all that came, beside what the
 * version does that is published now. Above `mostEntries` a sample of the shoppers stands for all.
 */
export async function simulateCampaign(
  sql: Sql,
  accountId: string,
  asked: Asked<CampaignRules> & { mostEntries?: number },
  now: Date,
  tell: (done: number, of: number) => Promise<void> = async () => {},
): Promise<SimulationReport> {
  const { campaignId } = asked
  const published = await findCurrent(sql, accountId, campaignId, now)
  const {
    source,
    sample,
    steps: all,
  } = await chooseSource(sql, { accountId, campaignId, sample: 1 }, asked.mostEntries)
  const sideOf = (rules: CampaignRules, match: Matcher) =>
    startSide(asked.anyDates ? withoutDates(rules) : rules, match, sample)
  const match = startMatcher(asked.rules)
  const isOfSameGoods = published && goodsOf(published.rules) === goodsOf(asked.rules)
  const draft = sideOf(asked.rules, match)
  const current = published && sideOf(published.rules, isOfSameGoods ? match : startMatcher(published.rules))

  const breathe = startBreathing()
  let taken = 0
  for (let afterId = '0'; ;) {
    const steps = await storedSteps.list(sql, source, afterId, PAGE)
    for (const step of steps) {
      await tell(taken++, all)
      draft.replay.take(step)
      await breathe()
      current?.replay.take(step)
      await breathe()
    }
    if (steps.length < PAGE) break
    afterId = steps.at(-1)!.id
  }
  return reportSimulation(draft, current ?? null, sample, seededRandom(SEED))
}

/** What staff ask for over HTTP. It writes nothing but what came of it. Refuses `draft_has_faults`. */
export const simulationRun: RunWork = async ({ ports: { db, now }, accountId, input, tell }) => {
  const { rules, ...on } = input as SimulationInput
  const asked = { ...on, rules: parseRules(rules), mostEntries: MOST_ENTRIES_AT_ONCE }
  const report = await simulateCampaign(db, accountId, asked, now(), tell)
  return async () => report
}

/** All shoppers, or so many that there are about `mostEntries`; `sample` is the share that they really are. */
async function chooseSource(
  sql: Sql,
  all: storedSteps.Source,
  mostEntries = Infinity,
): Promise<{ source: storedSteps.Source; sample: number; steps: number }> {
  const { entries, shoppers, steps } = await storedSteps.count(sql, all)
  if (entries <= mostEntries) return { source: all, sample: 1, steps }
  const source = { ...all, sample: mostEntries / entries }
  const chosen = await storedSteps.count(sql, source)
  if (chosen.shoppers === 0) return { source: all, sample: 1, steps }
  return { source, sample: chosen.shoppers / shoppers, steps: chosen.steps }
}

async function findCurrent(
  sql: Sql,
  accountId: string,
  campaignId: string | null,
  now: Date,
): Promise<campaigns.CampaignVersion | undefined> {
  if (campaignId === null) return campaigns.findInForce(sql, accountId, now)
  return await campaigns.findPublished(sql, accountId, campaignId)
}

/** A sample of the shoppers has a share of the budget. */
function startSide(rules: CampaignRules, match: Matcher, sample: number) {
  const budget_points = rules.budget_points === null ? null : Math.round(rules.budget_points * sample)
  const replay = startReplay({ version: 0, rules: { ...rules, budget_points } }, match)
  return { rules, replay, entries: replay.entries }
}

const goodsOf = ({ products, sponsor }: CampaignRules): string => JSON.stringify([products, sponsor])

/** Rules for a time to come, as if they had held all along. */
function withoutDates(rules: CampaignRules): CampaignRules {
  const [first, last] = ['2000-01-01', '2999-12-31']
  return { ...rules, purchasedFrom: first, purchasedUntil: last, entryFrom: first, entryUntil: last }
}
