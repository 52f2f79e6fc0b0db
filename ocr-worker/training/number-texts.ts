import type { Random } from './random.ts'
import { JUNK, JUNK_LETTERS } from './symbols.ts'

/** A printed token and what is to be read of it: letters that are no part of a number are JUNK. */
export type NumberText = { printed: string; read: string }

/** As tills write numbers, the signs around them included. */
export function numberText(random: Random): NumberText {
  const printed = random.chance(0.09) ? withWord(random) : token(random)
  return { printed, read: [...printed].map((c) => (JUNK_LETTERS.includes(c) ? JUNK : c)).join('') }
}

function token(random: Random): string {
  const draw = random.next()
  if (draw < 0.58) return amount(random)
  if (draw < 0.68) return quantity(random)
  if (draw < 0.74) return rate(random)
  if (draw < 0.83) return moment(random)
  if (draw < 0.89) return phone(random)
  if (draw < 0.94) return `${random.pick(['T', 'T', 'T', '#', ''])}${random.digits(13)}`
  if (draw < 0.97) return `${random.pick(['#', '', ''])}${random.digits(random.whole(2, 8))}`
  return Array.from({ length: random.whole(2, 8) }, () =>
    random.pick([...'0123456789¥,.-%*※@×():/#T+円点個コ軽外内年月日時分']),
  ).join('')
}

function amount(random: Random): string {
  const yen = random.pick(['¥', '¥', '¥', '¥', '¥', '', '', ''])
  const minus = random.chance(0.09)
  const tail = random.pick([
    '',
    '',
    '',
    '',
    '',
    '',
    '※',
    '※',
    '*',
    '*',
    '軽',
    '外',
    '内',
    ')',
    ')',
    '円',
    '円',
    '-',
    '点',
    '円)',
  ])
  const head = minus
    ? random.pick(['-', `-`, ''])
    : random.pick(['', '', '', '', '', '', '(', '*', '※', '(内', '@', '内'])
  return `${head}${yen}${minus && head === '' ? '-' : ''}${yenDigits(random)}${tail}`
}

/** Prices end in 8, 0 and 5 more often than chance; totals are any number. */
function yenDigits(random: Random): string {
  const size = random.pick([1, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6])
  let value = random.whole(size === 1 ? 0 : 10 ** (size - 1), 10 ** size - 1)
  if (random.chance(0.25)) value = value - (value % 10) + random.pick([8, 0, 5])
  if (random.chance(0.06)) value = Math.max(1, Math.round(value / 100)) * 100
  return random.chance(0.88) ? value.toLocaleString('en-US') : String(value)
}

function quantity(random: Random): string {
  const n = random.pick([1, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12, 24])
  const price = yenDigits(random)
  return random.pick([
    `${n}点`,
    `${n}個`,
    `${n}コ`,
    `${n}コ×${price}`,
    `×${n}`,
    `@${price}×${n}`,
    `(${price}×${n})`,
    `${n}×${price}`,
    `@${price}`,
    `(@${price}×${n}点)`,
    `${n}個×¥${price}`,
    `¥${price}×${n}`,
    `(${n}個×${price})`,
    `${n}点)`,
    `@¥${price}`,
  ])
}

function rate(random: Random): string {
  const r = random.pick(['8', '10', '8', '10', '8.0', '10.0', '5', '20', '30', '50'])
  return random.pick([
    `${r}%`,
    `(${r}%)`,
    `(${r}%`,
    `${r}%)`,
    `-${r}%`,
    `内${r}%`,
    `外${r}%`,
    `${r}%¥${yenDigits(random)}`,
  ])
}

function moment(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const [y, m, d] = [random.whole(2019, 2031), random.whole(1, 12), random.whole(1, 31)]
  const [h, min, s] = [random.whole(0, 23), two(random.whole(0, 59)), two(random.whole(0, 59))]
  const week = random.chance(0.4) ? `(${random.pick([...'月日土火水木'])})` : ''
  return random.pick([
    `${y}/${two(m)}/${two(d)}${week}`,
    `${y}年${two(m)}月${two(d)}日${week}`,
    `${y}年${m}月${d}日${week}`,
    `${y}-${two(m)}-${two(d)}`,
    `${y}.${two(m)}.${two(d)}`,
    `${two(y % 100)}/${two(m)}/${two(d)}`,
    `${two(h)}:${min}`,
    `${h}:${min}`,
    `${two(h)}:${min}:${s}`,
    `${two(h)}時${min}分`,
    `${m}月${d}日`,
    `${two(h)}:${min}`,
  ])
}

function phone(random: Random): string {
  const area = random.pick([
    '03',
    '06',
    '045',
    '052',
    '011',
    '0120',
    '0422',
    '0798',
    '092',
    '050',
    '0570',
    '076',
  ])
  const rest = 10 - area.length - 4
  return random.pick([
    `${area}-${random.digits(rest)}-${random.digits(4)}`,
    `${area}-${random.digits(rest)}-${random.digits(4)}`,
    `(${area})${random.digits(rest)}-${random.digits(4)}`,
    `${area}(${random.digits(rest)})${random.digits(4)}`,
  ])
}

/** What a cut along the ink may catch: a word before a number, or one after it. */
function withWord(random: Random): string {
  const word = Array.from({ length: random.whole(1, 3) }, () => random.pick(JUNK_LETTERS)).join('')
  const draw = random.next()
  if (draw < 0.55) return word + token(random)
  if (draw < 0.85) return token(random) + word
  return word
}
