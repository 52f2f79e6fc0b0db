import type { Random } from '../../random.ts'

/** Dates and times of day, as tills write them. */
export function momentText(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const space = (n: number) => String(n).padStart(2, ' ')
  const [y, m, d] = [random.whole(2015, 2034), random.whole(1, 12), random.whole(1, 31)]
  const [h, min, s] = [random.whole(0, 23), two(random.whole(0, 59)), two(random.whole(0, 59))]
  const day = random.pick([...'月火水木金土日'])
  const week = random.pick(['', '', `(${day})`, `(${day})`, ` (${day})`, `${day}曜日`, `（${day}）`])
  const reiwa = y - 2018
  const date = random.pick([
    `${y}年${m}月${d}日${week}`,
    `${y}年${two(m)}月${two(d)}日${week}`,
    `${y}年${space(m)}月${space(d)}日${week}`,
    `${y}年 ${m}月 ${d}日${week}`,
    `${y}/${two(m)}/${two(d)}${week}`,
    `${y}/${m}/${d}${week}`,
    `${y}/${space(m)}/${space(d)}${week}`,
    `${y}-${two(m)}-${two(d)}${week}`,
    `${y}.${two(m)}.${two(d)}${week}`,
    `'${two(y % 100)}/${two(m)}/${two(d)}`,
    `'${two(y % 100)}.${two(m)}.${two(d)}`,
    `${two(y % 100)}/${two(m)}/${two(d)}`,
    `${two(y % 100)}-${two(m)}-${two(d)}`,
    `${two(y % 100)}.${m}.${d}`,
    `令和${reiwa > 0 ? reiwa : 1}年${m}月${d}日${week}`,
    `令和 ${reiwa > 0 ? reiwa : 1}年 ${m}月 ${d}日`,
    `R${Math.max(1, reiwa)}.${m}.${d}`,
    `R${Math.max(1, reiwa)}/${two(m)}/${two(d)}`,
    `R0${Math.max(1, reiwa) % 10}.${two(m)}.${two(d)}`,
    `${m}月${d}日${week}`,
    `${m}/${d}`,
  ])
  const time = random.pick([
    `${two(h)}:${min}`,
    `${two(h)}:${min}`,
    `${h}:${min}`,
    `${two(h)}:${min}:${s}`,
    `${two(h)}時${min}分`,
    `${h}時${min}分`,
    `${random.pick(['AM', 'PM'])}${random.whole(1, 12)}:${min}`,
    `午後${random.whole(1, 12)}:${min}`,
    `${random.whole(1, 12)}:${min}PM`,
  ])
  const draw = random.next()
  const both = `${date}${random.pick([' ', ' ', '  ', ''])}${time}`
  if (draw < 0.3) return date
  if (draw < 0.45) return time
  if (draw < 0.85) return both
  return random.pick([
    `${both} #${random.digits(random.whole(3, 6))}`,
    `${both} レジ${random.whole(1, 20)}`,
    `有効期限 ${date}`,
    `有効期限:${date}`,
    `${date}まで`,
    `発行日 ${date}`,
    `利用日 ${both}`,
    `取引日時 ${both}`,
    `日時:${both}`,
    `ご利用日 ${date}`,
    `${both} 責${random.digits(3)}`,
    `${time}～${two((h + 8) % 24)}:00`,
    `営業時間 ${time}～${two((h + 9) % 24)}:00`,
    `入庫 ${both}`,
    `出庫 ${time}`,
    `${m}/${d}～${random.whole(1, 12)}/${random.whole(1, 31)}`,
  ])
}
