import {
  conditionWords,
  type Condition,
  type Known,
  namesOf,
  RANK_NAMES,
  type ReferenceKind,
  RULE_FAULTS,
  STAGE_WORDS,
  wordsOfWithin,
  HAPPENING_NAMES,
  PURPOSE_NAMES,
} from '@tamaru/domain'
import type { Language } from '../../ui/language.ts'
import { blanksOf, isOfAKind, type Written } from './rule-tree.ts'

/** A stretch of a condition's sentence; with a blank, it is what stands in it. */
export interface Piece {
  text: string
  blank?: string
}

/** Which things of the account a blank chooses among. */
export const THINGS: Readonly<Record<string, ReferenceKind>> = {
  products: 'product',
  brands: 'brand',
  categories: 'category',
  stores: 'store',
  chains: 'chain',
  tags: 'tag',
  segment: 'segment',
  audience: 'audience',
}
const RANGE = {
  ja: /[\d,]+[^\d、「」]{1,4}以上[\d,]+[^\d、「」]{1,4}以下|[\d,]+[^\d、「」]{1,4}(?:以上|以下)/,
  en: /at (?:least|most) [\d,]+|[\d,]+ to [\d,]+/,
}
const COUNTED = { ja: /[\d,]+(?:個|回|倍)以上/, en: /at least [\d,]+(?: times)?/ }
const EMPTY = '＿＿'

/** Cuts the sentence of a condition at its blanks, so that each can be a button. What nothing stands in is not in it. */
export function sayCondition(condition: Written, known: Known, language: Language): Piece[] {
  if (!isOfAKind(condition)) return [{ text: RULE_FAULTS.kind_unknown[language] }]
  const filled = fillEmpty(condition)
  const whole = conditionWords(filled as unknown as Condition, withEmpty(known))[language]
  const found = blanksOf(condition.kind).flatMap((blank) => {
    const text = textOf(filled, blank, withEmpty(known), language, whole)
    const at = text ? whole.indexOf(text) : -1
    return at >= 0 ? [{ blank, text: text!, at }] : []
  })
  found.sort((a, b) => a.at - b.at)
  const pieces: Piece[] = []
  let end = 0
  for (const { blank, text, at } of found) {
    if (at < end) continue
    if (at > end) pieces.push({ text: whole.slice(end, at) })
    pieces.push({ text, blank })
    end = at + text.length
  }
  if (end < whole.length) pieces.push({ text: whole.slice(end) })
  return pieces
}

function textOf(
  condition: Written,
  blank: string,
  known: Known,
  language: Language,
  whole: string,
): string | undefined {
  const value = condition[blank]
  if (blank === 'attribute') return whole
  const thing = THINGS[blank]
  if (thing) return namesOf(known, thing, [value].flat() as string[])[language]
  if (blank === 'within' && value) return wordsOfWithin(value as never)[language].trim()
  if (blank === 'range') return RANGE[language].exec(whole)?.[0]
  if (blank.startsWith('atLeast_') && value !== undefined) return COUNTED[language].exec(whole)?.[0]
  const of = (names: Record<string, { ja: string; en: string }>) => names[value as string]?.[language]
  if (blank === 'of') return of(HAPPENING_NAMES)
  if (blank === 'purpose') return of(PURPOSE_NAMES)
  const list = (names: Record<string, { ja: string; en: string }>, [open, close]: [string, string]) =>
    (value as string[])
      .map((each) => `${open}${names[each]?.[language]}${close}`)
      .join(language === 'ja' ? 'か' : ' or ')
  if (blank === 'ranks') return list(RANK_NAMES, ['', ''])
  if (blank === 'stages') return list(STAGE_WORDS, language === 'ja' ? ['「', '」'] : ['“', '”'])
  if (blank === 'is') return IS_WORDS[condition.kind]?.[language].find((words) => whole.includes(words))
  return undefined
}

/** The words that turn with yes and no. */
const IS_WORDS: Readonly<Partial<Record<Written['kind'], Record<Language, string[]>>>> = {
  friend: { ja: ['友だちではない', '友だちである'], en: ['is no friend', 'is a friend'] },
  member: { ja: ['つながっていない', 'つながっている'], en: ['is not linked', 'is linked'] },
  consent: { ja: ['同意していない', '同意している'], en: ['has not agreed', 'has agreed'] },
  audience: { ja: ['に入っていない', 'に入っている'], en: ['is not in', 'is in'] },
}

function fillEmpty(condition: Written): Written {
  const filled: Written = { ...condition }
  if (condition.kind === 'attribute' && !condition.attribute)
    return { ...filled, attribute: EMPTY, oneOf: [EMPTY] }
  for (const blank of blanksOf(condition.kind)) {
    if (!THINGS[blank]) continue
    const value = condition[blank]
    if (Array.isArray(value) && value.length === 0) filled[blank] = [EMPTY]
    if (value === '') filled[blank] = EMPTY
  }
  return filled
}

const withEmpty = (known: Known): Known =>
  Object.fromEntries(
    Object.entries(known).map(([of, things]) => [
      of,
      new Map([...things, [EMPTY, { name: EMPTY, ids: [] }]]),
    ]),
  ) as unknown as Known
