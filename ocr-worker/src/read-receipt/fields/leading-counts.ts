import type { Good } from './good.ts'

/** 1日分の野菜 and 3色団子 begin with a number that is no count. */
const COUNTER = /^\d{1,2}[\d\s.,%日本枚個食袋人番回年月箱缶点色種切段玉束つ分]/u
const COUNT = /^(\d{1,2})(?=[^\d])/

/** Tills that print counts before names do so on every line; where they do, the count is no part of the name. */
export function takeLeadingCounts(goods: Good[]): Good[] {
  const counted = goods.filter((g) => COUNT.test(g.name) && !COUNTER.test(g.name))
  if (counted.length < goods.length * 0.7) return goods
  if (counted.length === 1 && !/^1\D/.test(counted[0]!.name)) return goods
  return goods.map((good) => {
    if (!counted.includes(good)) return good
    const count = Number(COUNT.exec(good.name)![1])
    const name = good.name.replace(COUNT, '').trim()
    return count > 0 && good.gross % count === 0
      ? { ...good, name, quantity: Math.max(good.quantity, count) }
      : good
  })
}
