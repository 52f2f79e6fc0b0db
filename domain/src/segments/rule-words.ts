import type { RuleWords } from './condition-kind.ts'
import { conditionWords, type Condition } from './conditions.ts'
import type { Known } from './known.ts'
import { partsOfRule, type Join, type Rule } from './rule.ts'

const BETWEEN: Record<Join, RuleWords> = {
  all: { ja: '、かつ', en: ', and ' },
  any: { ja: '、または', en: ', or ' },
  none: { ja: '、または', en: ', or ' },
}

/** Puts a rule into one sentence, in both languages. */
export function wordsOfRule(rule: Rule, known: Known): RuleWords {
  const said = say(rule, known, true)
  return { ja: `${said.ja}人`, en: `Who ${said.en}` }
}

function say(rule: Rule, known: Known, isWhole: boolean): RuleWords {
  const node = partsOfRule(rule)
  if (!node) return conditionWords(rule as Condition, known)
  const { join, parts } = node
  const said = parts.map((part) => say(part, known, false))
  const joined = (language: keyof RuleWords) =>
    said.map((words) => words[language]).join(BETWEEN[join][language])
  if (join === 'none') return { ja: `(${joined('ja')})ということのない`, en: `not (${joined('en')})` }
  const isPlain = isWhole || parts.length === 1
  return {
    ja: isPlain ? joined('ja') : `(${joined('ja')})`,
    en: isPlain ? joined('en') : `(${joined('en')})`,
  }
}
