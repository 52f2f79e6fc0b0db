import { compareRules, type RuleChange } from '@tamaru/domain'
import type { Written } from '../../form/form-path.ts'

export interface MergedDraft {
  /** Theirs with every part that I changed as I have it. */
  rules: Written
  theirChanges: RuleChange[]
  /** The parts, by their first name, that both of us changed, and not to the same. */
  clashes: string[]
}

/** Two people changed the same draft: `base` is what both began with. */
export function mergeDrafts(base: Written, mine: Written, theirs: Written): MergedDraft {
  const changedBy = (rules: Written) => new Set(compareRules(base, rules).map(({ path }) => partOf(path)))
  const [byMe, byThem] = [changedBy(mine), changedBy(theirs)]
  const isSame = (part: string) => compareRules(mine[part], theirs[part]).length === 0
  return {
    rules: { ...theirs, ...Object.fromEntries([...byMe].map((part) => [part, mine[part]])) },
    theirChanges: compareRules(base, theirs),
    clashes: [...byMe].filter((part) => byThem.has(part) && !isSame(part)),
  }
}

const partOf = (path: string) => path.split('.')[0]!
