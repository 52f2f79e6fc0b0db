import { createHash, randomBytes } from 'node:crypto'

/** What staff wrote, beside the chain. In the chain stands `{"aside": hash}`. */
export interface AsideWords {
  /** SHA-256 of the salt and the words, in hexadecimal. */
  hash: string
  salt: string
  words: string
}

/** Where words repeat what stands under `reason`, they go aside with it: the message that shows them. */
const KEYS_OF_WORDS = ['reason', 'ja', 'en']

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export const hashWords = (salt: string, words: string): string =>
  createHash('sha256').update(`${salt}\n${words}`).digest('hex')

/** Takes what stands under `reason` out of both values, wherever it stands in them. */
export function setWordsAside(
  before: unknown,
  after: unknown,
): { values: [unknown, unknown]; words: AsideWords[] } {
  const values = [before, after].map((value) => plain(value)) as [Json, Json]
  const reasons = new Set<string>()
  for (const value of values)
    replace(value, (text, key) => {
      if (key === 'reason' && text !== '') reasons.add(text)
      return text
    })
  const words = [...reasons].map((text) => {
    const salt = randomBytes(16).toString('hex')
    return { salt, words: text, hash: hashWords(salt, text) }
  })
  const hashOf = new Map(words.map((each) => [each.words, each.hash]))
  const asided = values.map((value) =>
    replace(value, (text, key) => {
      const hash = KEYS_OF_WORDS.includes(key) ? hashOf.get(text) : undefined
      return hash ? { aside: hash } : text
    }),
  ) as [Json, Json]
  return { values: asided, words }
}

/** Puts the words back where they were taken out; null stands for words that were erased. */
export function putWordsBack(value: unknown, words: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((each) => putWordsBack(each, words))
  if (typeof value !== 'object' || value === null) return value
  const { aside, ...others } = value as Record<string, unknown>
  if (typeof aside === 'string' && Object.keys(others).length === 0) return words[aside] ?? null
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, putWordsBack(each, words)]))
}

/** As PostgreSQL will hold it; undefined stays null. */
const plain = (value: unknown): Json =>
  value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json)

function replace(value: Json, change: (text: string, key: string) => Json, key = ''): Json {
  if (typeof value === 'string') return change(value, key)
  if (Array.isArray(value)) return value.map((each) => replace(each, change, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replace(each, change, name)]))
}
