import { center, gap, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { two, type Layout } from './layout.ts'

export const bookshop: Layout = {
  name: 'bookshop',
  shelf: 'bookshop',
  font: 'udgothic',
  columns: 32,
  spelling: 'names',
  nameColumns: 22,
  taxIncluded: true,
  basket: [1, 4],
  repeats: 0.08,
  discounts: 0,
  prints: { address: false, registerNumber: true, receiptNumber: true, subtotal: true },
  print: (sale) => [
    { kind: 'logo', text: sale.shop, style: 'plain', height: 1.8 },
    center(sale.branch),
    center(`TEL ${sale.phone}`),
    center(`登録番号 ${sale.registrationNumber}`),
    rule('.'),
    text(
      `${sale.at.year}年${sale.at.month}月${sale.at.day}日(${sale.at.weekday}) ${sale.at.hour}時${two(sale.at.minute)}分`,
    ),
    pair(`レシートNo ${sale.receiptNumber}`, `レジ ${sale.registerNumber}`),
    rule('.'),
    ...sale.items.flatMap(itemLines),
    rule('.'),
    pair(`小計(${sale.pieces}点)`, yen(sale.subtotal)),
    pair('合計金額(税込)', yen(sale.total), 'tall'),
    ...sale.taxes.flatMap((tax) => [
      pair(`(内 ${tax.rate}%対象`, `${yen(tax.taxable)})`),
      pair(`(内 消費税${tax.rate}%`, `${yen(tax.amount)})`),
    ]),
    ...paymentLines(sale),
    gap(),
    center('返品・交換は1週間以内に'),
    center('本票をお持ちください'),
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  const isbn = text(`ISBN ${item.jan.slice(0, 3)}-${item.jan.slice(3)}`)
  if (item.quantity === 1) return [isbn, pair(item.name, yen(item.amount))]
  return [isbn, text(item.name), pair(`  @${item.unitPrice} × ${item.quantity}`, yen(item.amount))]
}

function paymentLines({ payment, total }: Sale): PrintLine[] {
  if (payment.method === '現金')
    return [pair('お預り額', yen(payment.tendered)), pair('お釣り', yen(payment.change))]
  return [pair(payment.method === 'QR' ? 'QR決済' : payment.method, yen(total))]
}
