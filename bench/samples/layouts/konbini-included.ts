import { center, columnsOf, gap, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, two, type Layout } from './layout.ts'

export const konbiniIncluded: Layout = {
  name: 'konbini-included',
  shelf: 'konbini',
  font: 'udgothic',
  columns: 32,
  spelling: 'names',
  nameColumns: 22,
  taxIncluded: true,
  basket: [2, 6],
  repeats: 0.2,
  discounts: 0.06,
  prints: { address: true, registerNumber: true, receiptNumber: true, subtotal: false },
  print: (sale, random) => [
    { kind: 'logo', text: sale.shop, style: 'plain', height: 2.2 },
    center(sale.branch),
    center(sale.address),
    center(`TEL ${sale.phone}`),
    center(`登録番号 ${sale.registrationNumber}`),
    gap(),
    text(
      `${sale.at.year}年${two(sale.at.month)}月${two(sale.at.day)}日(${sale.at.weekday}) ${clock(sale.at)}`,
    ),
    pair(`レジ${sale.registerNumber} 責:${sale.clerk}`, `No.${sale.receiptNumber}`),
    center('領 収 証', 'wide'),
    gap(0.3),
    ...sale.items.flatMap(itemLines),
    rule('-'),
    pair('合 計', yen(sale.total), 'big'),
    ...sale.taxes.flatMap((tax) => [
      pair(`(${String(tax.rate).padStart(2)}%対象`, `${yen(tax.taxable)})`),
      pair('(内消費税等', `${yen(tax.amount)})`),
    ]),
    gap(0.3),
    ...paymentLines(sale),
    text('「軽」は軽減税率対象商品です。'),
    gap(),
    ...random.pick(adverts),
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  // The mark's column stays empty on ordinary lines, so amounts end under each other.
  const mark = item.taxRate === 8 ? '軽' : '  '
  const gross = yen(item.unitPrice * item.quantity) + mark
  const off = item.discount > 0 ? [pair(`   値引 ${item.discountPercent}%`, `-${item.discount}  `)] : []
  if (item.quantity === 1 && columnsOf(item.name) + columnsOf(gross) < 32)
    return [pair(item.name, gross), ...off]
  return [text(item.name), pair(`   @${item.unitPrice} × ${item.quantity}点`, gross), ...off]
}

function paymentLines({ payment, total }: Sale): PrintLine[] {
  if (payment.method === '現金')
    return [pair('お預り', yen(payment.tendered)), pair('お釣り', yen(payment.change))]
  if (payment.method === 'QR') return [pair('QRコード支払', yen(total))]
  return [pair(payment.method === 'クレジット' ? 'クレジット支払' : '交通系電子マネー', yen(total))]
}

const adverts: PrintLine[][] = [
  [center('アプリ会員 募集中'), center('初回 100円クーポン進呈'), { kind: 'matrix', seed: 'app' }],
  [center('コーヒー 10杯で1杯無料'), center('期間 12/31まで')],
  [center('アルバイト募集 時給1,180円')],
]
