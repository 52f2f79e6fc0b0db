import { gap, grouped, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, two, type Layout } from './layout.ts'

export const hyakuen: Layout = {
  name: 'hyakuen',
  shelf: 'hyakuen',
  font: 'dotgothic',
  columns: 28,
  spelling: 'names',
  nameColumns: 20,
  taxIncluded: false,
  basket: [3, 6],
  repeats: 0.4,
  discounts: 0,
  prints: { address: false, registerNumber: true, receiptNumber: true, subtotal: true },
  print: (sale) => [
    { kind: 'logo', text: sale.shop, style: 'inverse', height: 2.4 },
    pair(sale.branch, `TEL${sale.phone}`),
    text(
      `'${sale.at.year % 100}.${two(sale.at.month)}.${two(sale.at.day)} ${clock(sale.at)} R${two(sale.registerNumber)} #${sale.receiptNumber}`,
    ),
    text(`登録番号 ${sale.registrationNumber}`),
    gap(),
    ...sale.items.flatMap(itemLines),
    rule('-'),
    pair(`小計 (${sale.pieces}点)`, grouped(sale.subtotal)),
    ...sale.taxes.flatMap((tax) => [
      pair(`(外税${tax.rate}%対象 ${yen(tax.taxable)})`, `税 ${grouped(tax.amount)}`),
    ]),
    pair('合計', yen(sale.total), 'wide'),
    ...paymentLines(sale),
    text('※軽減税率対象商品'),
    gap(),
    text('返品交換は14日以内に'),
    text('レシートをお持ち下さい。'),
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  const mark = item.taxRate === 8 ? '※' : '  '
  const line = pair(item.name, grouped(item.amount) + mark)
  return item.quantity > 1 ? [line, text(`   (${item.unitPrice} × ${item.quantity}個)`)] : [line]
}

function paymentLines({ payment, total }: Sale): PrintLine[] {
  if (payment.method === '現金')
    return [pair('預り', grouped(payment.tendered)), pair('釣', grouped(payment.change))]
  const names = { クレジット: 'クレジット', 電子マネー: '電子マネー', QR: 'コード決済' }
  return [pair(names[payment.method], grouped(total))]
}
