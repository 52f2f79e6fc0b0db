import type { Random } from '../../random.ts'

/** Digits of a sum in yen; prices end in 8, 0 and 5 more often than chance. */
export function plainAmount(random: Random): string {
  const size = random.pick([1, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6])
  let value = random.whole(size === 1 ? 0 : 10 ** (size - 1), 10 ** size - 1)
  if (random.chance(0.3)) value = value - (value % 10) + random.pick([8, 0, 5])
  if (random.chance(0.06)) value = Math.round(value / 100) * 100
  return random.chance(0.88) ? value.toLocaleString('en-US') : String(value)
}

export function amountText(random: Random): string {
  const p = plainAmount(random)
  const yen = random.pick(['¥', '¥', '¥', '¥', '¥', '\\', '￥'])
  const mark = random.pick([
    '※',
    '※',
    '*',
    '*',
    '軽',
    '外',
    '内',
    'X',
    '税',
    '非',
    '◆',
    '#',
    '外8',
    '内10',
    'T',
    '込',
    '抜',
    '-',
    '円',
    '★',
    '☆',
    ' 8',
    ' 10',
  ])
  const gap = random.pick(['', '', '', ' '])
  return random.pick([
    `${yen}${p}`,
    `${yen}${p}`,
    `${yen}${p}`,
    `${yen}${p}`,
    `${yen}${p}`,
    `${yen}${p}`,
    `${p}`,
    `${p}`,
    `${p}`,
    `${p}`,
    `${p}円`,
    `${p}円`,
    `-${p}`,
    `-${yen}${p}`,
    `${yen}-${p}`,
    `△${p}`,
    `▲${p}`,
    `△${yen}${p}`,
    `${p}-`,
    `${yen}${p}${mark}`,
    `${yen}${p}${mark}`,
    `${yen}${p}${mark}`,
    `${p}${mark}`,
    `${p}${mark}`,
    `${p}${mark}`,
    `${yen}${p}${gap}${mark}`,
    `${p}${gap}${mark}`,
    `(${yen}${p})`,
    `(${yen}${p})`,
    `(${p})`,
    `${yen}${p})`,
    `${p})`,
    `${yen} ${p}`,
    `*${p}`,
    `*${yen}${p}`,
    `-${p}${mark}`,
    `${p}内`,
    `${p}外`,
    `＊${p}`,
    `${yen}${[...p].join(random.pick(['', '', ' ']))}`,
  ])
}
