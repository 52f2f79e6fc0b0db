import { useLanguage } from '../ui/language.ts'
import { useFormat } from '../ui/use-format.ts'
import type { FieldWords } from './form/use-form.ts'
import { useWords } from './words.ts'
import { ruleWords } from './words/rules.ts'

/** How places in the rules, and what stands there, are called. */
export function useRuleWords() {
  const { language } = useLanguage()
  const words = useWords()
  const format = useFormat()

  function field(kind: string): FieldWords {
    const [label = kind, hint, unit] = (ruleWords[language.value] as Record<string, string[]>)[kind] ?? []
    return { label, hint: hint || undefined, unit }
  }

  /** "multipliers.*.percent" comes with the name of its part: a factor of what? */
  function label(kind: string): string {
    const part = kind.split('.')[0]!
    const labels = [...new Set([field(part).label, field(kind).label])]
    return labels.join(': ')
  }

  function value(kind: string, held: unknown): string {
    const { campaigns } = words.value
    const choices: Record<string, Record<string, string>> = {
      'multipliers.*.when': campaigns.when,
      'multipliers.*.rank': campaigns.ranks,
      'prizeBasis.kind': campaigns.lawKinds,
      'stamps.per': campaigns.stampPer,
      'draws.*.ticketPer': campaigns.ticketPer,
      'minimumSpend.of': campaigns.amountOf,
      'amountPoints.of': campaigns.amountOf,
    }
    if (held === null || held === undefined || held === '') return words.value.none
    if (kind.endsWith('.percent')) return `${Number(held) / 100} ${field(kind).unit}`
    if (typeof held === 'boolean') return held ? words.value.yes : words.value.no
    if (typeof held === 'number') return [format.number(held), field(kind).unit].filter(Boolean).join(' ')
    if (typeof held === 'string')
      return choices[kind]?.[held] ?? (/^\d{4}-\d\d-\d\d$/.test(held) ? format.fullDay(held) : held)
    if (Array.isArray(held)) return listed(kind, held)
    return nameOf(held) ?? parts(kind, held)
  }

  function listed(kind: string, held: readonly unknown[]): string {
    if (held.length === 0) return words.value.none
    if (kind.endsWith('.weekdays')) return held.map((day) => format.weekday(Number(day))).join('、')
    return held.map((one) => (typeof one === 'object' ? value(`${kind}.*`, one) : String(one))).join('、')
  }

  /** A line without a name is told by what it says. */
  const parts = (kind: string, held: object) =>
    Object.entries(held)
      .filter(([, part]) => part !== null && !(Array.isArray(part) && part.length === 0))
      .map(([key, part]) => value(`${kind}.${key}`, part))
      .join(' ')

  return { field, label, value }
}

function nameOf(held: object): string | undefined {
  const { name } = held as { name?: unknown }
  return typeof name === 'string' ? name : undefined
}
