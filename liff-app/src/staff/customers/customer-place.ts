import { Rule } from '@tamaru/domain'

export const ORDERS = ['joined', 'receipts', 'spent', 'recent', 'nps'] as const
export type CustomerOrder = (typeof ORDERS)[number]

/** Reads from an address how the list of people is narrowed and ordered; what cannot be read narrows nothing. */
export function readPlace(query: Readonly<Record<string, unknown>>): {
  rule: Rule | null
  order: CustomerOrder
} {
  const order = ORDERS.find((each) => each === query.order) ?? 'joined'
  try {
    return { order, rule: Rule.parse(JSON.parse(String(query.rule))) }
  } catch {
    return { order, rule: null }
  }
}
