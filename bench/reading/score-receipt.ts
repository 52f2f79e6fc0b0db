import type { Answer, AnsweredItem } from './answer.ts'
import { countPairs } from './count-pairs.ts'
import { similarity } from './similarity.ts'

export const FIELDS = [
  'merchant.name',
  'merchant.phone',
  'registrationNumber',
  'purchasedAt.date',
  'purchasedAt.minute',
  'total',
  'subtotal',
  'taxes',
] as const
export type Field = (typeof FIELDS)[number]

/** `right` of `of`: of the receipts that print the field; for taxes, of the rates that they print. */
export interface Share {
  right: number
  of: number
}

export interface ItemScore {
  printed: number
  read: number
  /** Pairs that are alike in name and equal in amount. */
  paired: number
  /** Pairs that are equal in amount, whatever their names. */
  amountsPaired: number
}

export interface Score {
  /** Without the fields that the receipt does not print. */
  fields: Partial<Record<Field, Share>>
  items: ItemScore | null
  /** Null where the receipt prints neither. */
  totalAndDate: boolean | null
  /** Total, date and every item, none left out and none made up. */
  allRight: boolean | null
}

const NAME_ALIKE = 0.8
const ITEM_ALIKE = 0.6

/** Holds a reading against the truth. No reading is wrong in everything that the receipt prints. */
export function scoreReceipt(truth: Answer, reading: Answer | null): Score {
  const fields = scoreFields(truth, reading ?? {})
  const items = truth.items ? scoreItems(truth.items, reading?.items ?? []) : null
  const keys = [fields.total, fields['purchasedAt.date']].filter((share) => share !== undefined)
  const totalAndDate = keys.length ? keys.every(isRight) : null
  const allRight =
    totalAndDate === null && !items ? null : totalAndDate !== false && (!items || isPerfect(items))
  return { fields, items, totalAndDate, allRight }
}

export const isPerfect = ({ printed, read, paired }: ItemScore) => paired === printed && paired === read

function scoreFields(truth: Answer, reading: Answer): Score['fields'] {
  const [shop, read] = [truth.merchant ?? {}, reading.merchant ?? {}]
  const fields: Score['fields'] = {}
  const score = (field: Field, printed: unknown, right: () => boolean) => {
    if (printed !== null && printed !== undefined && printed !== '')
      fields[field] = { right: right() ? 1 : 0, of: 1 }
  }
  score('merchant.name', shop.name, () => !!read.name && similarity(shop.name!, read.name) >= NAME_ALIKE)
  score('merchant.phone', shop.phone, () => digitsOf(shop.phone) === digitsOf(read.phone))
  score(
    'registrationNumber',
    shop.registrationNumber,
    () => digitsOf(shop.registrationNumber) === digitsOf(read.registrationNumber),
  )
  score('purchasedAt.date', dayOf(truth), () => dayOf(truth) === dayOf(reading))
  score('purchasedAt.minute', minuteOf(truth), () => minuteOf(truth) === minuteOf(reading))
  score('total', truth.total, () => isSame(truth.total, reading.total))
  score('subtotal', truth.subtotal, () => isSame(truth.subtotal, reading.subtotal))
  if (truth.taxes?.length) fields.taxes = scoreTaxes(truth.taxes, reading.taxes ?? [])
  return fields
}

/** A rate that is told twice is not told. */
function scoreTaxes(printed: NonNullable<Answer['taxes']>, read: NonNullable<Answer['taxes']>): Share {
  const right = printed.filter(({ rate, amount }) => {
    const told = read.filter((tax) => tax.rate === rate)
    return told.length === 1 && isSame(told[0]!.amount, amount)
  })
  return { right: right.length, of: printed.length }
}

function scoreItems(printed: readonly AnsweredItem[], read: readonly AnsweredItem[]): ItemScore {
  const sameAmount = (one: AnsweredItem, other: AnsweredItem) => isSame(one.amount, other.amount)
  return {
    printed: printed.length,
    read: read.length,
    paired: countPairs(
      printed,
      read,
      (one, other) => sameAmount(one, other) && similarity(one.name, other.name) >= ITEM_ALIKE,
    ),
    amountsPaired: countPairs(printed, read, sameAmount),
  }
}

const isRight = ({ right, of }: Share) => right === of
const digitsOf = (text: string | null | undefined) => (text ?? '').normalize('NFKC').replace(/\D/g, '')
const dayOf = ({ purchasedAt }: Answer) => /^\d{4}-\d\d-\d\d/.exec(purchasedAt ?? '')?.[0]
const minuteOf = ({ purchasedAt }: Answer) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(purchasedAt ?? '')?.[0]

/** Foreign money has cents: half of one is rounding. */
const isSame = (one: number | null | undefined, other: number | null | undefined) =>
  typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) < 0.005
