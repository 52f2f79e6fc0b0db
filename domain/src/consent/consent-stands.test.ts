import { describe, expect, test } from 'vitest'
import { ASKED_PURPOSES, ConsentPolicy } from './consent-purpose.ts'
import { consentStands } from './consent-stands.ts'
import { CONSENT_WORDINGS, CURRENT_WORDING, consentWords } from './consent-wordings.ts'

const policy = ConsentPolicy.parse({})
const yes = (wording = CURRENT_WORDING) => ({ given: true, wording })

test('of who was never asked, nothing but surveys to friends stands, and e-mail never', () => {
  const standing = (isFriend: boolean | null) =>
    ASKED_PURPOSES.filter((purpose) => consentStands(purpose, { said: {}, policy, isFriend }))
  expect(standing(true)).toEqual(['surveys'])
  expect(standing(false)).toEqual([])
  expect(standing(null)).toEqual([])
})

test('a no counts against friendship, and a yes without it', () => {
  const said = { surveys: { given: false, wording: CURRENT_WORDING }, offers: yes() }
  expect(consentStands('surveys', { said, policy, isFriend: true })).toBe(false)
  expect(consentStands('offers', { said, policy, isFriend: null })).toBe(true)
})

test('a yes to one purpose is a yes to no other', () => {
  const said = Object.fromEntries(ASKED_PURPOSES.filter((p) => p !== 'email').map((p) => [p, yes()]))
  expect(consentStands('email', { said, policy, isFriend: true })).toBe(false)
})

test('who agreed to the first words agreed to offers, and not to what is chosen by their receipts', () => {
  const said = { offers: yes(1), analysis: yes(1) }
  expect(consentStands('offers', { said, policy, isFriend: true })).toBe(true)
  expect(consentStands('analysis', { said, policy, isFriend: true })).toBe(false)
  expect(consentStands('analysis', { said: { analysis: yes(99) }, policy, isFriend: true })).toBe(false)
})

test('an account lets friendship count for news, never for what receipts choose, e-mail or giving away', () => {
  const friendship = { ground: 'friendship', asked: true }
  const offers = ConsentPolicy.parse({ offers: friendship })
  expect(consentStands('offers', { said: {}, policy: offers, isFriend: true })).toBe(true)
  for (const purpose of ['analysis', 'experiments', 'email', 'sharing', 'sensitive'])
    expect(ConsentPolicy.safeParse({ [purpose]: friendship }).success).toBe(false)
})

describe('the words that people agree to', () => {
  test('are there for every purpose that can be asked about, in both languages', () => {
    for (const purpose of ASKED_PURPOSES) {
      const words = consentWords(CURRENT_WORDING, purpose)!
      for (const { ja, en } of [words.title, words.text]) expect(ja && en).not.toBe('')
    }
  })

  // By a digest of each: other words are a new version, never a change of one that people have agreed to.
  test('are never changed once they were shown', async () => {
    const digests = await Promise.all(CONSENT_WORDINGS.map(digest))
    expect(digests.map((hex) => hex.slice(0, 16))).toEqual(SHOWN)
  })
})

const SHOWN = ['40e71db619a14191', '2401df1976c5d7b6', '773b38788cfa9b33']

async function digest(words: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(words))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
