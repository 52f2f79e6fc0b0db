import { describe, expect, test } from 'vitest'
import { catalogues } from './catalogues.ts'
import { CONDITIONS, misreadName } from './misread-name.ts'
import { printName, type Till } from './print-name.ts'
import { judgeLines } from './score-matching.ts'
import { seededRandom } from '../samples/random.ts'

const till: Till = { kana: false, columns: 30, size: 'apart', blanks: true, largeKana: false, maker: ' ' }
const tea = { name: 'アオゾラ 緑茶 500ml', kana: 'アオゾラ リョクチャ', price_yen: 138 }

describe('a till prints a name', () => {
  test.each<[Partial<Till>, string]>([
    [{}, 'アオゾラ 緑茶 500ml'],
    [{ blanks: false, size: 'digits' }, 'アオゾラ緑茶500'],
    [{ kana: true, size: 'glued' }, 'ｱｵｿﾞﾗ ﾘｮｸﾁｬ500ML'],
    [{ kana: true, columns: 12 }, 'ｱｵｿﾞﾗ ﾘｮｸﾁｬ'],
    [{ columns: 12, maker: ')' }, 'アオゾラ)緑'],
    [{ size: 'none', maker: '' }, 'アオゾラ緑茶'],
  ])('%o', (habits, printed) => {
    expect(printName(tea, { ...till, ...habits })).toBe(printed)
  })
})

test('the worse a receipt, the more is misread', () => {
  const wrong = CONDITIONS.map((condition) => {
    const random = seededRandom('misread')
    return Array.from({ length: 500 }, () => misreadName(tea.name, condition, random)).filter(
      (read) => read !== tea.name,
    ).length
  })
  expect(wrong[0]).toBeLessThan(wrong[1]!)
  expect(wrong[1]).toBeLessThan(wrong[2]!)
})

test('a seed gives the same lines, another seed others', () => {
  expect(judgeLines('a', 5)).toEqual(judgeLines('a', 5))
  expect(judgeLines('a', 5)).not.toEqual(judgeLines('b', 5))
})

test('wrong credits are fewer than one in two hundred, and clean names of goods are known', () => {
  const lines = judgeLines('floor', 40).filter(({ ambiguous }) => !ambiguous)
  const sure = lines.filter(({ matched }) => matched?.certainty === 'sure')
  expect(sure.length).toBeGreaterThan(40 * catalogues.length)
  const wrong = sure.filter(({ matched, meant }) => matched!.productId !== meant)
  expect(wrong.length / sure.length).toBeLessThan(0.005)
  const clean = lines.filter(({ meant, condition }) => meant !== null && condition === 'clean')
  const right = clean.filter(
    ({ matched, meant }) => matched?.certainty === 'sure' && matched.productId === meant,
  )
  expect(right.length / clean.length).toBeGreaterThan(0.95)
})
