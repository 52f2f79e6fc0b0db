import type { Attribute } from './attribute.ts'

/** Why a text is no value of an attribute. */
export const VALUE_FAULTS = {
  not_a_choice: { ja: '選択肢にない値です', en: 'It is none of the choices' },
  not_a_number: { ja: '数値ではありません', en: 'It is no number' },
  not_a_date: { ja: '日付ではありません(例: 1990-04-01)', en: 'It is no date, such as 1990-04-01' },
  not_yes_or_no: { ja: 'はい・いいえではありません', en: 'It is neither yes nor no' },
} as const
export type ValueFault = keyof typeof VALUE_FAULTS

const YES = ['yes', 'true', '1', 'はい', '○', '〇', '◯', 'あり']
const NO = ['no', 'false', '0', 'いいえ', '×', 'なし']
const MOST = 1_000_000_000_000
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '2099-12-31']

/**
 * Reads a value as people and spreadsheets write it, and returns how it is kept: the key of a choice, a number, a day as
 * YYYY-MM-DD, yes or no. Never guesses: what is no value is a fault.
 */
export function readValue(attribute: Attribute, written: string): { value: string } | { fault: ValueFault } {
  const text = written.normalize('NFKC').trim()
  switch (attribute.kind) {
    case 'choice': {
      const same = (word: string) => word.normalize('NFKC').toLowerCase() === text.toLowerCase()
      const found = attribute.choices.find(({ key, words }) => [key, words.ja, words.en].some(same))
      return found ? { value: found.key } : { fault: 'not_a_choice' }
    }
    case 'number': {
      const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
      const number = /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN
      return Math.abs(number) <= MOST ? { value: String(number + 0) } : { fault: 'not_a_number' }
    }
    case 'date': {
      const day = readDay(text)
      return day ? { value: day } : { fault: 'not_a_date' }
    }
    case 'yes_no': {
      const lower = text.toLowerCase()
      const value = YES.includes(lower) ? 'yes' : NO.includes(lower) ? 'no' : undefined
      return value ? { value } : { fault: 'not_yes_or_no' }
    }
  }
}

/** Reads a day as 1990-04-01, 1990/4/1, 1990.4.1, 19900401 or 1990年4月1日; undefined for anything else. */
export function readDay(text: string): string | undefined {
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (!found) return undefined
  const [, year, month, day] = found as unknown as [string, string, string, string]
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${iso}T00:00:00Z`)
  const isOne = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso)
  return isOne && iso >= FIRST_DAY && iso <= LAST_DAY ? iso : undefined
}

/** Puts a kept value into words. */
export function wordsOfValue({ kind, choices }: Attribute, value: string): { ja: string; en: string } {
  if (kind === 'choice') return choices.find(({ key }) => key === value)?.words ?? { ja: value, en: value }
  if (kind === 'yes_no') return value === 'yes' ? { ja: 'はい', en: 'yes' } : { ja: 'いいえ', en: 'no' }
  return { ja: value, en: value }
}
