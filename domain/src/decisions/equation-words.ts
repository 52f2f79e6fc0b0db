/** What an equation of a reading's proof says, in Japanese; its English name is its own. */
const NAMES: Record<string, string> = {
  'lines = subtotal': '品物の合計 = 小計',
  'lines = total': '品物の合計 = 合計',
  'lines - coupon + tax = total': '品物 − クーポン + 税 = 合計',
  'subtotal - coupon + tax = total': '小計 − クーポン + 税 = 合計',
  'tendered - total = change': 'お預り − 合計 = お釣り',
  'paid = total': '支払額 = 合計',
  'printed total': '印字された合計',
  'taxable sums = total': '税率ごとの対象額の計 = 合計',
  'taxable sums - coupon = total': '税率ごとの対象額の計 − 値引 = 合計',
  'payments together = total': '支払額の計 = 合計',
  'point count': '買上点数',
}

/** Names an equation of `reading.proof` in both languages. */
export function equationWords(name: string): { ja: string; en: string } {
  const rate = /^tax of (.+) %$/.exec(name)?.[1]
  return { ja: rate ? `${rate}% の税額` : (NAMES[name] ?? name), en: name }
}

/** Tells sums that do not agree in Japanese, of the form in which a check has them: `lines = total: 964 ≠ 994; …`. */
export function tellFailingSums(found: string): string {
  return found
    .split('; ')
    .map((sum) => {
      const [, name, numbers] = /^(.*)(: [^:]*)$/.exec(sum) ?? [sum, sum, '']
      return `${equationWords(name!).ja}${numbers}`
    })
    .join('、')
}
