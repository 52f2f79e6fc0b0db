import { center, gap, grouped, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, two, type Layout } from './layout.ts'

export const supermarketKanji: Layout = {
  name: 'supermarket-kanji',
  shelf: 'supermarket',
  font: 'udgothic',
  columns: 36,
  spelling: 'names',
  nameColumns: 24,
  taxIncluded: false,
  basket: [4, 9],
  repeats: 0.25,
  discounts: 0.1,
  prints: { address: true, registerNumber: true, receiptNumber: true, subtotal: true },
  print: (sale, random) => [
    { kind: 'logo', text: sale.shop, style: 'plain', height: 2 },
    center(`${sale.branch}  TEL ${sale.phone}`),
    center(sale.address),
    center(`事業者登録番号 ${sale.registrationNumber}`),
    rule('='),
    pair(
      `${sale.at.year}/${sale.at.month}/${sale.at.day}(${sale.at.weekday}) ${clock(sale.at)}`,
      `レジ${String(sale.registerNumber).padStart(4, '0')}`,
    ),
    pair(`取引No.${sale.receiptNumber}`, `担当 ${two(random.whole(1, 80))}:${sale.clerk}`),
    rule('-'),
    ...sale.items.flatMap(itemLines),
    rule('-'),
    pair(`小計   ${sale.pieces}点`, yen(sale.subtotal)),
    ...sale.taxes.flatMap((tax) => [
      pair(`外税${tax.rate}%対象額`, yen(tax.taxable)),
      pair(`外税${tax.rate}%`, yen(tax.amount)),
    ]),
    pair('合計', yen(sale.total), 'big'),
    rule('-'),
    ...paymentLines(sale, random.digits(16)),
    gap(0.4),
    text('※印は軽減税率(8%)適用商品'),
    pair('前回ポイント残高', grouped(sale.pointsBefore)),
    pair('今回ポイント', grouped(sale.pointsEarned)),
    pair('ポイント残高', grouped(sale.pointsBefore + sale.pointsEarned)),
    gap(),
    { kind: 'barcode', digits: random.digits(16) },
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  const mark = item.taxRate === 8 ? '※' : '  '
  const lines = [pair(item.name, yen(item.unitPrice * item.quantity) + mark)]
  if (item.quantity > 1) lines.push(text(`   (${item.unitPrice} x ${item.quantity}個)`))
  if (item.discount > 0) lines.push(pair(`   割引 ${item.discountPercent}%`, `▲${item.discount}  `))
  return lines
}

function paymentLines({ payment, total }: Sale, paymentId: string): PrintLine[] {
  if (payment.method === '現金')
    return [pair('お預り', yen(payment.tendered), 'tall'), pair('お釣り', yen(payment.change), 'tall')]
  if (payment.method === 'QR') return [pair('コード決済', yen(total), 'tall'), text(`決済番号 ${paymentId}`)]
  return [pair(payment.method, yen(total), 'tall')]
}
