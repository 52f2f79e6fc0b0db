import { RULE_PARTS } from '@tamaru/domain'
import { kindOf, type Written } from '../../form/form-path.ts'
import { hasShape, placeLists, type Shape, shapeOf } from '../../form/form-shape.ts'

/** The parts of the rules as a form has a place for each. */
const PARTS: Shape['members'] = Object.fromEntries(
  Object.entries(RULE_PARTS).map(([name, part]) => [name, shapeOf(part)]),
)
const NOTHING: Written = nothingIn(PARTS)

/** A draft with a place for everything that could be written; what it means stays the same. */
export function wholeDraft(written: Written): Written {
  const whole: Written = structuredClone({ ...NOTHING, ...written })
  if (isFormable(whole)) placeLists(whole, PARTS)
  return whole
}

/** Whether a form has a place for all that is written. */
export const isFormable = (whole: Written): boolean => hasShape(whole, PARTS)

/** An id that no other line has: the lines of a draft are known by it from version to version. */
export function newId(kind: string): string {
  return `${kind}-${crypto.randomUUID().slice(0, 8)}`
}

/** What a part of the rules, or a line of them, begins with, where that is something. */
const FIRST: Record<string, Written> = {
  sets: { different: 2 },
  multipliers: { when: 'weekday', weekdays: [], percent: 200 },
  'instantWin.prizes': { oneIn: 100 },
  stamps: { per: 'entry', goal: 10 },
  minimumSpend: { of: 'receipt' },
  prizeBasis: { kind: 'to_everyone' },
}

/** A part of the rules, or a line of them, as it is when somebody wants it: only typing is missing. */
export function beginningOf(path: string): Written {
  const kind = kindOf(path)
  const keys = kind.split('.')
  const members = keys.reduce((parts, key) => parts[key]!.members, PARTS)
  const begun = { ...nothingIn(members), ...FIRST[kind] }
  // Of a choice, only what was chosen.
  if (kind === 'multipliers') return { ...FIRST.multipliers }
  return 'id' in members ? { ...begun, id: newId(keys.at(-1)!.replace(/s$/, '')) } : begun
}

function nothingIn(members: Shape['members']): Written {
  return structuredClone(
    Object.fromEntries(Object.entries(members).map(([key, { nothing }]) => [key, nothing])),
  )
}
