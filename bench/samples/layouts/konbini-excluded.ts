import { center, columnsOf, gap, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, type Layout } from './layout.ts'

export const konbiniExcluded: Layout = {
  name: 'konbini-excluded',
  shelf: 'konbini',
  font: 'udgothic',
  columns: 34,
  spelling: 'names',
  nameColumns: 24,
  taxIncluded: false,
  basket: [2, 6],
  repeats: 0.2,
  discounts: 0,
  prints: { address: false, registerNumber: true, receiptNumber: false, subtotal: false },
  print: (sale, random) => {
    const inTaxes = sale.taxes.map((tax) => ({ rate: tax.rate, sum: tax.taxable + tax.amount }))
    return [
      { kind: 'logo', text: sale.shop, style: 'ruled', height: 2 },
      center(sale.branch),
      center(`電話 ${sale.phone}`),
      text(
        `${sale.at.year}年${pad(sale.at.month)}月${pad(sale.at.day)}日(${sale.at.weekday}) ${clock(sale.at)}`,
      ),
      pair(`レジ#${sale.registerNumber}`, `責 ${random.digits(3)}`),
      text(`登録番号 ${sale.registrationNumber}`),
      gap(0.4),
      center('領 収 書', 'wide'),
      gap(0.4),
      ...sale.items.flatMap(itemLines),
      gap(0.4),
      ...sale.taxes.flatMap((tax) => [
        pair(`小 計(税抜${String(tax.rate).padStart(2)}%)`, yen(tax.taxable)),
        pair(`消費税等(${String(tax.rate).padStart(2)}%)`, yen(tax.amount)),
      ]),
      pair('合計', yen(sale.total), 'big'),
      ...inTaxes.map(({ rate, sum }) => text(`(税率${String(rate).padStart(2)}%対象 ${yen(sum)})`, 'right')),
      ...paymentLines(sale, random.digits(4), random.digits(6)),
      gap(0.4),
      text('[*]マークは軽減税率対象です。'),
      rule('.'),
      center('またのご来店をお待ちしています'),
    ]
  },
}

const pad = (value: number) => String(value).padStart(2)

function itemLines(item: SaleItem): PrintLine[] {
  const name = (item.taxRate === 8 ? '*' : ' ') + item.name
  const amount = String(item.amount)
  if (item.quantity > 1) return [text(name), pair(`   ${item.quantity}コ×単${item.unitPrice}`, amount)]
  return columnsOf(name) + columnsOf(amount) < 34 ? [pair(name, amount)] : [text(name), pair('', amount)]
}

function paymentLines({ payment, total }: Sale, cardEnd: string, approval: string): PrintLine[] {
  if (payment.method === '現金')
    return [pair('お預り', yen(payment.tendered)), pair('お釣', yen(payment.change))]
  if (payment.method === 'QR')
    return [pair('バーコード決済', yen(total)), text(`決済番号 00${approval}${cardEnd}`)]
  if (payment.method === '電子マネー')
    return [pair('電子マネー', yen(total)), text(`カード番号 ****${cardEnd}`)]
  return [
    pair('クレジット', yen(total)),
    text(`会員番号 XXXX-XXXX-XXXX-${cardEnd}`),
    text(`承認No. ${approval}  取扱 1回払`),
  ]
}
