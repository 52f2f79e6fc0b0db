import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../random.ts'
import { toHalfKana } from '../print-styles.ts'

const FILES = [
  'Noun',
  'Noun.place',
  'Noun.name',
  'Noun.org',
  'Noun.proper',
  'Noun.verbal',
  'Noun.adjv',
  'Adj',
]

type Word = { text: string; reading: string }
export type Vocabulary = {
  words: Word[]
  adjectives: Word[]
  byKanji: Map<string, number[]>
  readings: Map<string, string>
  kanji: string[]
  /** The kanji still to come before all have come again. */
  deck: string[]
}

/** The words of Debian's mecab-ipadic whose letters are all known, and those of each kanji. */
export function readVocabulary(folder: string, labels: Set<string>, kanji: string[]): Vocabulary {
  if (!existsSync(folder))
    throw new Error(`no dictionary of words in ${folder}: apt-get install mecab-ipadic`)
  const words: Word[] = []
  const adjectives: Word[] = []
  for (const name of FILES)
    for (const line of new TextDecoder('euc-jp')
      .decode(readFileSync(join(folder, `${name}.csv`)))
      .split('\n')) {
      const fields = line.split(',')
      const [text, form, reading] = [fields[0]!.normalize('NFKC'), fields[9], fields[11] ?? '']
      if (text.length < 1 || text.length > 14 || [...text].some((c) => !labels.has(c))) continue
      if (name === 'Adj' && form !== '基本形') continue
      ;(name === 'Adj' ? adjectives : words).push({ text, reading })
    }
  const byKanji = new Map<string, number[]>()
  words.forEach(({ text }, i) => {
    for (const c of new Set(text)) {
      if (c < '\u4e00' || c > '\u9fff') continue
      const those = byKanji.get(c)
      if (those) those.push(i)
      else byKanji.set(c, [i])
    }
  })
  const readings = new Map(words.filter((w) => w.reading).map((w) => [w.text, w.reading]))
  return { words, adjectives, byKanji, readings, kanji, deck: [] }
}

/** Any words of the language, so that letters rare on receipts stay known: every kanji comes as often as any other. */
export function vocabularyText(vocabulary: Vocabulary, random: Random): string {
  const { words, adjectives, byKanji } = vocabulary
  const any = () => random.pick(words)
  const draw = random.next()
  if (draw < 0.4) {
    const c = dealKanji(vocabulary, random)
    const found = byKanji.get(c)
    const word = found ? words[random.pick(found)]!.text : c + dealKanji(vocabulary, random)
    return random.chance(0.3) ? word + random.pick(['', ' ', 'の', '・', '　']) + any().text : word
  }
  if (draw < 0.6)
    return Array.from({ length: random.whole(2, 6) }, () => dealKanji(vocabulary, random)).join('')
  if (draw < 0.7) return any().text
  if (draw < 0.79)
    return toHalfKana(any().reading + (random.chance(0.4) ? random.pick(['', ' ', '･']) + any().reading : ''))
  if (draw < 0.83) return any().reading
  if (draw < 0.89) return random.pick(adjectives).text + any().text
  return any().text + random.pick(['', 'の', 'と', ' ', '・', 'で', 'に']) + any().text
}

function dealKanji({ kanji, deck }: Vocabulary, random: Random): string {
  if (!deck.length) deck.push(...kanji)
  const at = random.whole(0, deck.length - 1)
  const [dealt, last] = [deck[at]!, deck.pop()!]
  if (at < deck.length) deck[at] = last
  return dealt
}

/** A name in katakana, longest known word first, as a till without kanji has it. Null if a kanji's reading is not known. */
export function kanaOf(name: string, { readings }: Vocabulary): string | null {
  let kana = ''
  for (let at = 0; at < name.length;) {
    let length = Math.min(8, name.length - at)
    while (length > 1 && !readings.has(name.slice(at, at + length))) length--
    const part = name.slice(at, at + length)
    const reading = /[\u4e00-\u9fff々]/u.test(part) ? readings.get(part) : part
    if (!reading) return null
    kana += reading
    at += length
  }
  return kana
}
