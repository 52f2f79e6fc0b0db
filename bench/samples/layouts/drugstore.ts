import { center, gap, grouped, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, two, type Layout } from './layout.ts'

export const drugstore: Layout = {
  name: 'drugstore',
  shelf: 'drugstore',
  font: 'udgothic',
  columns: 34,
  spelling: 'names',
  nameColumns: 22,
  taxIncluded: false,
  basket: [3, 6],
  repeats: 0.2,
  discounts: 0.25,
  prints: { address: true, registerNumber: true, receiptNumber: true, subtotal: true },
  print: (sale, random) => [
    { kind: 'logo', text: sale.shop, style: 'inverse', height: 2.4 },
    center(sale.branch),
    text(sale.address),
    text(`TEL:${sale.phone}`),
    text(`登録番号:${sale.registrationNumber}`),
    rule('-'),
    text(
      `${sale.at.year}/${two(sale.at.month)}/${two(sale.at.day)} ${clock(sale.at)}:${two(random.whole(0, 59))}`,
    ),
    text(`店:0${random.digits(3)} レジ:${sale.registerNumber} No:${sale.receiptNumber}`),
    rule('-'),
    ...sale.items.flatMap(itemLines),
    rule('-'),
    pair('小計', yen(sale.subtotal)),
    ...sale.taxes.flatMap((tax) => [
      pair(`(${tax.rate}%課税対象`, `${yen(tax.taxable)})`),
      pair(`外消費税 ${tax.rate}%`, yen(tax.amount)),
    ]),
    rule('-'),
    pair('合計', yen(sale.total), 'big'),
    text(`お買上点数 ${sale.pieces}点`, 'right'),
    ...paymentLines(sale),
    text('※は軽減税率対象商品です'),
    ...(sale.payment.method === 'クレジット'
      ? cardSlip(random.digits(4), random.digits(6), random.digits(5))
      : []),
    rule('-'),
    pair('ポイント対象金額', yen(sale.subtotal)),
    pair('獲得ポイント', `${sale.pointsEarned}pt`),
    pair('有効ポイント', `${grouped(sale.pointsBefore + sale.pointsEarned)}pt`),
    gap(),
    center('次回使える 50円引券'),
    center('有効期限 2026年12月31日'),
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  const name = (item.taxRate === 8 ? '※' : '  ') + item.name
  const gross = yen(item.unitPrice * item.quantity)
  const lines = [text(item.jan)]
  if (item.quantity === 1) lines.push(pair(name, gross))
  else lines.push(text(name), pair(`  ${item.quantity}点 @${item.unitPrice}`, gross))
  if (item.discount > 0) lines.push(pair(`    割引 ${item.discountPercent}%`, `-${item.discount}`))
  return lines
}

function paymentLines({ payment, total }: Sale): PrintLine[] {
  if (payment.method === '現金')
    return [pair('お預り', yen(payment.tendered)), pair('お釣り', yen(payment.change))]
  return [pair(payment.method === 'QR' ? 'QR決済' : payment.method, yen(total))]
}

function cardSlip(cardEnd: string, approval: string, slip: string): PrintLine[] {
  return [
    rule('-'),
    center('クレジットカード売上票'),
    pair('カード番号', `************${cardEnd}`),
    pair('承認番号', approval),
    pair('伝票番号', slip),
  ]
}
