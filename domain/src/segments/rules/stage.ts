import { z } from 'zod'
import { STAGE_WORDS, stageOf, STAGES } from '../../shoppers/stage.ts'
import { conditionKind } from '../condition-kind.ts'
import type { PersonFacts } from '../person-facts.ts'

const stageNow = ({ friend, happened }: PersonFacts, today: string) => {
  const told = (kind: string) => happened.find((each) => each.kind === kind)
  const approved = told('entry_approved')
  const [approvals, lastApprovalAt] = [approved?.times ?? 0, approved?.lastAt ?? null]
  return stageOf({ friend, opened: told('mini_app_opened') !== undefined, approvals, lastApprovalAt }, today)
}

/** Is at one of these stages, from somebody new to somebody who has lapsed. */
export const stage = conditionKind({
  kind: 'stage',
  name: { ja: 'ステージ', en: 'Stage' },
  schema: z.strictObject({
    kind: z.literal('stage'),
    stages: z.array(z.enum(STAGES)).min(1).max(STAGES.length),
  }),
  readsPurchases: false,
  refersTo: () => [],
  words: ({ stages }) => ({
    ja: `ステージが${stages.map((each) => `「${STAGE_WORDS[each].ja}」`).join('か')}である`,
    en: `is at the stage ${stages.map((each) => `“${STAGE_WORDS[each].en}”`).join(' or ')}`,
  }),
  matches: ({ stages }, facts, { today }) => stages.includes(stageNow(facts, today)),
  shows: (_, facts, { today }) => ({ stage: stageNow(facts, today) }),
})
