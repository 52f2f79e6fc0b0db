import { expect, test } from 'vitest'
import { seededRandom } from '../../random.ts'
import { foldLabel } from '../fold-label.ts'
import { lineText } from './line-text.ts'
import { registrationText } from './number-line-texts.ts'
import { kanaOf, vocabularyText, type Vocabulary } from './vocabulary.ts'

const KANJI = [...'牛乳豆腐鬱麒麟薔薇']
const vocabulary = (): Vocabulary => ({
  words: [
    { text: '牛乳', reading: 'ギュウニュウ' },
    { text: '豆腐', reading: 'トウフ' },
  ],
  adjectives: [{ text: '白い', reading: 'シロイ' }],
  byKanji: new Map([['牛', [0]]]),
  readings: new Map([
    ['牛乳', 'ギュウニュウ'],
    ['豆腐', 'トウフ'],
  ]),
  kanji: KANJI,
  deck: [],
})

const labels = (count: number, seed: string) => {
  const [words, random] = [vocabulary(), seededRandom(seed)]
  return Array.from({ length: count }, () => foldLabel(lineText(words, random).printed))
}

test('no label has a letter that only print knows: half-width kana, wide digits, a backslash, two spaces', () => {
  for (const label of labels(1500, 'a')) {
    expect(label).not.toMatch(/[\uff01-\uff9f\\\u3000]| {2}|^ | $/u)
    expect(label).not.toBe('')
  }
})

test('lines are names, sums, words of tills and English, in both kinds of kana', () => {
  const all = labels(3000, 'b')
  const share = (what: RegExp) => all.filter((label) => what.test(label)).length / all.length
  expect(share(/^[¥*(-]*[\d,]+[)*※]?$/u)).toBeGreaterThan(0.06)
  expect(share(/[ァ-ヺ]{3}/u)).toBeGreaterThan(0.2)
  expect(share(/[一-龠]/u)).toBeGreaterThan(0.2)
  expect(share(/^[A-Z .:]{5,}$/u)).toBeGreaterThan(0.01)
  expect(new Set(all).size).toBeGreaterThan(2300)
})

test('registration numbers have the check digit of real ones', () => {
  const random = seededRandom('c')
  let seen = 0
  for (let i = 0; i < 200; i++) {
    const number = /T\d{13}/u.exec(foldLabel(registrationText(random)))?.[0]
    if (!number) continue
    const digits = [...number.slice(2)].map(Number)
    const sum = digits.reverse().reduce((s, d, at) => s + d * (at % 2 === 0 ? 1 : 2), 0)
    expect(Number(number[1])).toBe(9 - (sum % 9))
    seen++
  }
  expect(seen).toBeGreaterThan(100)
})

test('rare kanji come as often as common ones', () => {
  const [words, random] = [vocabulary(), seededRandom('d')]
  const text = Array.from({ length: 400 }, () => vocabularyText(words, random)).join('')
  const count = (c: string) => text.split(c).length - 1
  for (const c of '鬱麒麟薔薇') expect(count(c)).toBeGreaterThan(count('鬱') * 0.6)
  expect(count('鬱')).toBeGreaterThan(20)
})

test('a name is read aloud for tills without kanji, or not at all', () => {
  expect(kanaOf('牛乳豆腐 3P', vocabulary())).toBe('ギュウニュウトウフ 3P')
  expect(kanaOf('牛乳鬱', vocabulary())).toBeNull()
})
