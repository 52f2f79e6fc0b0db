import { center, gap, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, two, type Layout } from './layout.ts'

export const cafe: Layout = {
  name: 'cafe',
  shelf: 'cafe',
  font: 'udgothic',
  columns: 30,
  spelling: 'names',
  nameColumns: 20,
  taxIncluded: true,
  basket: [2, 5],
  repeats: 0.35,
  discounts: 0,
  prints: { address: true, registerNumber: false, receiptNumber: true, subtotal: true },
  print: (sale, random) => [
    { kind: 'logo', text: sale.shop, style: 'plain', height: 2 },
    center(sale.branch),
    center(sale.address),
    center(sale.phone),
    gap(0.5),
    center('領収書', 'wide'),
    gap(0.3),
    text(`${sale.at.year}/${two(sale.at.month)}/${two(sale.at.day)} ${clock(sale.at)}`),
    pair(`伝票番号 ${sale.receiptNumber}`, `${random.whole(1, 4)}名様`),
    text(`テーブル ${random.whole(1, 18)}`),
    rule('-'),
    ...sale.items.flatMap(itemLines),
    rule('-'),
    pair('小計', yen(sale.subtotal)),
    pair('合計', yen(sale.total), 'big'),
    ...sale.taxes.flatMap((tax) => [
      pair(`  ${tax.rate}%対象`, yen(tax.taxable)),
      pair('  内消費税', yen(tax.amount)),
    ]),
    ...paymentLines(sale),
    gap(0.4),
    center(`登録番号 ${sale.registrationNumber}`),
    center('ごゆっくりお過ごしください'),
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  const line = pair(`${item.quantity} ${item.name}`, yen(item.amount))
  return item.quantity > 1 ? [line, text(`    @${item.unitPrice}`)] : [line]
}

function paymentLines({ payment, total }: Sale): PrintLine[] {
  if (payment.method === '現金')
    return [pair('お預り', yen(payment.tendered)), pair('お釣り', yen(payment.change))]
  return [pair(payment.method === 'QR' ? 'コード決済' : payment.method, yen(total))]
}
