import type { Reading, ReadingField } from '@tamaru/domain'
import { money, type Name } from './words.ts'

/** One field of the final reading: `key` as in `Reading.fields`, `value` null where it was not read. */
export type ShownField = { key: string; name: Name; value: string | null; field: ReadingField | null }

/** Every field in the order of a receipt; those that an item's amount was won with stand under its name. */
export function listFields(reading: Reading): ShownField[] {
  const { merchant, payment, currency } = reading
  const yen = (value: number | null) => money(value, currency)
  const fields: [key: string, name: Name, value: string | null][] = [
    ['merchant.name', ['店', 'shop'], merchant.name],
    ['merchant.branch', ['支店', 'branch'], merchant.branch],
    ['merchant.phone', ['電話', 'phone'], merchant.phone],
    ['merchant.address', ['住所', 'address'], merchant.address],
    ['merchant.registrationNumber', ['登録番号', 'registration'], merchant.registrationNumber],
    ['purchasedAt', ['日時', 'when'], reading.purchasedAt?.replace('T', ' ') ?? null],
    ['receiptNumber', ['レシート番号', 'receipt no.'], reading.receiptNumber],
    ['registerNumber', ['レジ', 'register'], reading.registerNumber],
    ...reading.items.flatMap((item, i): [string, Name, string][] => {
      const off = item.discount ? ` (${yen(-item.discount)})` : ''
      return [
        [`items.${i}.name`, ['品名', 'good'], item.name],
        [`items.${i}.amount`, [item.name, `× ${item.quantity}`], yen(item.amount) + off],
      ]
    }),
    ['subtotal', ['小計', 'subtotal'], yen(reading.subtotal)],
    ['discountTotal', ['値引計', 'discounts'], yen(reading.discountTotal)],
    ...reading.taxes.map((tax, i): [string, Name, string | null] => {
      const kind = tax.included ? '内税' : '外税'
      const base = tax.taxable === null ? '' : ` / ${yen(tax.taxable)}`
      return [`taxes.${i}`, [`${kind} ${tax.rate}%`, `tax`], `${yen(tax.amount) ?? '–'}${base}`]
    }),
    ['total', ['合計', 'total'], yen(reading.total)],
    ['payment.method', ['支払方法', 'paid by'], payment.method],
    ['payment.tendered', ['お預り', 'tendered'], yen(payment.tendered)],
    ['payment.change', ['お釣り', 'change'], yen(payment.change)],
  ]
  return fields.map(([key, name, value]) => ({ key, name, value, field: reading.fields[key] ?? null }))
}
