import { RULE_PARTS } from '@tamaru/domain'
import { kindOf, type Written } from '../../form/form-path.ts'

/** Every part of the rules, as it stands where nobody wrote anything: a form has a place for each. */
const NOTHING: Written = Object.fromEntries(
  Object.entries(RULE_PARTS).map(([name, part]) => [name, part.safeParse(undefined).data ?? null]),
)

/** The lists within lines, which a form fills by picking. */
const LISTS: Record<string, readonly string[]> = {
  products: ['aliases'],
  otherProducts: ['aliases'],
  sets: ['all', 'of'],
  stores: ['registrationNumbers', 'phones', 'names'],
}

/** A draft with a place for everything that could be written; what it means stays the same. */
export function wholeDraft(written: Written): Written {
  const whole: Written = structuredClone({ ...NOTHING, ...written })
  if (!isFormable(whole)) return whole
  for (const [key, lists] of Object.entries(LISTS))
    for (const line of (whole[key] ?? []) as Written[]) for (const list of lists) line[list] ??= []
  return whole
}

/** Whether lists are lists and parts are parts: JSON can be written that no form has a place for. */
export function isFormable(whole: Written): boolean {
  const isLines = (value: unknown) => Array.isArray(value) && value.every(isObject)
  const isPart = (value: unknown) => value === null || isObject(value)
  const { instantWin, amountPoints } = whole as Record<string, Written | null>
  return (
    ['products', 'otherProducts', 'sets', 'multipliers', 'draws'].every((key) => isLines(whole[key])) &&
    (whole.stores === null || isLines(whole.stores)) &&
    ['minimumSpend', 'amountPoints', 'stamps', 'instantWin', 'prizeBasis'].every((key) =>
      isPart(whole[key]),
    ) &&
    (!instantWin || isLines(instantWin.prizes)) &&
    (!amountPoints || !('steps' in amountPoints) || isLines(amountPoints.steps))
  )
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An id that no other line has: the lines of a draft are known by it from version to version. */
export function newId(kind: string): string {
  return `${kind}-${crypto.randomUUID().slice(0, 8)}`
}

/** Where a part of the rules begins when somebody wants it; each kind of line has one. */
export const BEGINNINGS: Record<string, () => Written> = {
  products: () => ({
    id: newId('product'),
    name: null,
    kana: null,
    jan: null,
    price_yen: null,
    points: null,
    aliases: [],
  }),
  sets: () => ({
    id: newId('set'),
    name: null,
    all: [],
    different: 2,
    of: [],
    points: null,
    timesPerReceipt: 1,
  }),
  multipliers: () => ({ when: 'weekday', weekdays: [], percent: 200 }),
  'amountPoints.steps': () => ({ from_yen: null, points: null }),
  'instantWin.prizes': () => ({
    id: newId('prize'),
    name: null,
    oneIn: 100,
    stock: null,
    points: null,
    value_yen: null,
    receiving: null,
  }),
  draws: () => ({
    id: newId('draw'),
    name: null,
    winners: null,
    drawnFrom: null,
    ticketPer: 'entry',
    oncePerPerson: true,
    value_yen: null,
    receiving: null,
  }),
  stores: () => ({ id: newId('store'), name: null, registrationNumbers: [], phones: [], names: [] }),
  stamps: () => ({ per: 'entry', goal: 10, points: null, repeats: true }),
  minimumSpend: () => ({ yen: null, of: 'receipt' }),
  prizeBasis: () => ({ kind: 'to_everyone', transaction_yen: null, expectedSales_yen: null, yenPerPoint: 1 }),
}

export const beginningOf = (path: string) => BEGINNINGS[kindOf(path)]!()
