import type { Random } from '../../random.ts'
import { plainAmount } from './amount-texts.ts'
import { momentText } from './moment-texts.ts'
import { numberLine, registrationText } from './number-line-texts.ts'
import { addressText, phoneText, shopText } from './place-texts.ts'
import { SENTENCES, TILL_WORDS } from './till-words.ts'

/** Labels, sums with their words, heads and feet of a receipt. */
export function tillText(random: Random): string {
  const draw = random.next()
  if (draw < 0.3) return random.pick(TILL_WORDS)
  if (draw < 0.42) return wordAndAmount(random)
  if (draw < 0.55) return taxText(random)
  if (draw < 0.66) return momentText(random)
  if (draw < 0.76) return numberLine(random)
  if (draw < 0.8) return registrationText(random)
  if (draw < 0.84) return phoneText(random)
  if (draw < 0.88) return addressText(random)
  if (draw < 0.92) return shopText(random)
  if (draw < 0.98) return random.pick(SENTENCES)
  return random.pick(['-', '*', '=', '…', '・', '.', '_', '- ']).repeat(random.whole(4, 22))
}

function wordAndAmount(random: Random): string {
  const word = random.pick(TILL_WORDS.filter((w) => w.length < 9))
  return `${word}${random.pick([' ', '  ', '　', ''])}${random.pick(['¥', '¥', '¥', '', '\\'])}${plainAmount(random)}${random.pick(['', '', '', '円', ')', '点', '*'])}`
}

function taxText(random: Random): string {
  const r = random.pick(['8', '8', '10', '10', '10', ' 8', '8.0', '10.0'])
  const p = `${random.pick(['¥', '¥', '¥', '', '\\'])}${plainAmount(random)}`
  return random.pick([
    `${r}%対象`,
    `${r}%対象 ${p}`,
    `(${r}%対象 ${p})`,
    `(${r}%対象`,
    `税率${r}%対象額`,
    `税率${r}%対象`,
    `(税率${r}%対象 ${p})`,
    `(税率 ${r}%対象額 ${p})`,
    `消費税等(${r}%)`,
    `消費税(${r}%)`,
    `消費税 ${r}%`,
    `内消費税等(${r}%)`,
    `内消費税等( ${r}%)`,
    `(内消費税等 ${p})`,
    `(内消費税 ${p})`,
    `(うち消費税${r}% ${p})`,
    `外税${r}%`,
    `外税${r}%対象額`,
    `外税${r}%対象額 ${p}`,
    `外税額 ${r}%`,
    `内税${r}%`,
    `内税${r}%対象額`,
    `(内税${r}%対象 ${p})`,
    `(内税額 ${p})`,
    `${r}%税抜対象額`,
    `${r}%税額`,
    `${r}%内税額`,
    `${r}%税込対象額`,
    `小計(税抜 ${r}%)`,
    `小計(税抜${r}%)`,
    `小計(税込${r}%)`,
    `${r}%対象税込計`,
    `( ${r}%対象税込計 ${p})`,
    `${r}%課税対象`,
    `(${r}%課税対象 ${p})`,
    `(${r}% 消費税 ${p})`,
    `( ${r}%税込合計`,
    `軽減税率 ${r}%`,
    `標準税率 ${r}%`,
    `${r}%軽減対象`,
    `(軽減税率対象 ${p})`,
    `対象計 ${p}`,
    `課税対象額(${r}%)`,
    `非課税対象額 ${p}`,
    `税${r}% ${p}`,
    `税 ${p})`,
    `${r}% ${p}`,
    `内${r}% ${p}`,
    `外${r}% ${p}`,
    `(外税${r}%ﾀｲｼｮｳ ${p})`,
    `ｳﾁｾﾞｲ${r}%`,
    `ｼｮｳﾋｾﾞｲ`,
    `(${r}%`,
    `${r}%)`,
    `*${r}%対象`,
    `※${r}%対象`,
    `税率${r}%`,
    `${r}%標準対象`,
  ])
}
