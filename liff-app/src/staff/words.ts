import { wordsIn } from '../ui/language.ts'
import { aliasesWords } from './words/aliases.ts'
import { audiencesWords } from './words/audiences.ts'
import { budgetsWords } from './words/budgets.ts'
import { campaignsWords } from './words/campaigns.ts'
import { customersWords } from './words/customers.ts'
import { drawsWords } from './words/draws.ts'
import { frameWords } from './words/frame.ts'
import { importsWords } from './words/imports.ts'
import { insightWords } from './words/insight.ts'
import { jobsWords } from './words/jobs.ts'
import { leavingWords } from './words/leaving.ts'
import { labelsWords } from './words/labels.ts'
import { messagesWords } from './words/messages.ts'
import { npsWords } from './words/nps.ts'
import { noticeWords } from './words/notice.ts'
import { outflowsWords } from './words/outflows.ts'
import { overviewWords } from './words/overview.ts'
import { peopleWords } from './words/people.ts'
import { productsWords } from './words/products.ts'
import { reviewWords } from './words/review.ts'
import { rewardsWords } from './words/rewards.ts'
import { runsWords } from './words/runs.ts'
import { segmentRulesWords } from './words/segment-rules.ts'
import { segmentsWords } from './words/segments.ts'
import { sendingWords } from './words/sending.ts'
import { settingsWords } from './words/settings.ts'
import { tagsWords } from './words/tags.ts'
import { templatesWords } from './words/templates.ts'
import { simulationWords } from './words/simulation.ts'

const ja = {
  ...frameWords.ja,
  review: reviewWords.ja,
  customers: customersWords.ja,
  segments: segmentsWords.ja,
  rules: segmentRulesWords.ja,
  tags: tagsWords.ja,
  audiences: audiencesWords.ja,
  outflows: outflowsWords.ja,
  overview: overviewWords.ja,
  campaigns: campaignsWords.ja,
  budgets: budgetsWords.ja,
  people: peopleWords.ja,
  simulation: simulationWords.ja,
  draws: drawsWords.ja,
  rewards: rewardsWords.ja,
  runs: runsWords.ja,
  aliases: aliasesWords.ja,
  products: productsWords.ja,
  settings: settingsWords.ja,
  nps: npsWords.ja,
  labels: labelsWords.ja,
  messages: messagesWords.ja,
  templates: templatesWords.ja,
  sending: sendingWords.ja,
  notice: noticeWords.ja,
  imports: importsWords.ja,
  insight: insightWords.ja,
  jobs: jobsWords.ja,
  leaving: leavingWords.ja,
}

const en: typeof ja = {
  ...frameWords.en,
  review: reviewWords.en,
  customers: customersWords.en,
  segments: segmentsWords.en,
  rules: segmentRulesWords.en,
  tags: tagsWords.en,
  audiences: audiencesWords.en,
  outflows: outflowsWords.en,
  overview: overviewWords.en,
  campaigns: campaignsWords.en,
  budgets: budgetsWords.en,
  people: peopleWords.en,
  simulation: simulationWords.en,
  draws: drawsWords.en,
  rewards: rewardsWords.en,
  runs: runsWords.en,
  aliases: aliasesWords.en,
  products: productsWords.en,
  settings: settingsWords.en,
  nps: npsWords.en,
  labels: labelsWords.en,
  messages: messagesWords.en,
  templates: templatesWords.en,
  sending: sendingWords.en,
  notice: noticeWords.en,
  imports: importsWords.en,
  insight: insightWords.en,
  jobs: jobsWords.en,
  leaving: leavingWords.en,
}

const words = wordsIn({ ja, en })
export const useWords = () => words
