import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { drawInstantPrizes } from './draw-instant-prizes.ts'
import { sealEntry, sealPerson, type Hashing } from './draw-seals.ts'
import { drawWinners, hashTickets, numberTickets, type DrawEntry } from './draw-winners.ts'

const hashing: Hashing = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
}
const secret = hashing.sha256('a secret of this test')
const campaignId = 'autumn'
const photo = (n: number) => hashing.sha256(`photo ${n}`)
const seal = (n: number) => sealEntry(campaignId, photo(n), hashing)
const person = (n: number) => sealPerson(campaignId, `shopper ${n}`, hashing)
const entriesOf = (count: number, given: (n: number) => Partial<DrawEntry> = () => ({})): DrawEntry[] =>
  Array.from({ length: count }, (_, n) => ({ seal: seal(n), person: person(n), tickets: 1, ...given(n) }))

describe('an instant prize', () => {
  const MANY = 100_000
  const prizes = [
    { id: 'tea', oneIn: 20 },
    { id: 'voucher', oneIn: 500 },
    { id: 'everybody', oneIn: 1 },
  ]
  const hits = Array.from({ length: MANY }, (_, n) =>
    drawInstantPrizes({ campaignId, seal: seal(n), secret }, prizes, hashing).map(({ id }) => id),
  )
  const rateOf = (id: string) => hits.filter((hit) => hit.includes(id)).length / MANY
  /** Four standard deviations of a share that is `p` in truth: an honest draw strays further once in 16,000. */
  const margin = (p: number) => 4 * Math.sqrt((p * (1 - p)) / MANY)

  test.each([
    ['tea', 20],
    ['voucher', 500],
  ])('%s is hit by one entry in %i', (id, oneIn) => {
    expect(Math.abs(rateOf(id) - 1 / oneIn)).toBeLessThan(margin(1 / oneIn))
  })

  test('that everybody hits is hit by everybody', () => expect(rateOf('everybody')).toBe(1))

  test('has a throw of its own: who hits one hits another no more often', () => {
    const both = hits.filter((hit) => hit.includes('tea') && hit.includes('voucher')).length / MANY
    expect(Math.abs(both - 1 / 10_000)).toBeLessThan(margin(1 / 10_000))
  })

  test('comes in the order of the rules', () => {
    expect(hits.find((hit) => hit.length === 3)).toEqual(['tea', 'voucher', 'everybody'])
  })

  test('hangs on the secret, the campaign, the photo and the prize, and on nothing else', () => {
    const wins = (given: { secret?: string; campaignId?: string; id?: string }) =>
      Array.from({ length: 400 }, (_, n) => {
        const play = { campaignId, seal: seal(n), secret, ...given }
        return drawInstantPrizes(play, [{ id: given.id ?? 'tea', oneIn: 2 }], hashing).length
      }).join('')
    expect(wins({})).toBe(wins({}))
    expect(wins({ secret: hashing.sha256('another') })).not.toBe(wins({}))
    expect(wins({ campaignId: 'winter' })).not.toBe(wins({}))
    expect(wins({ id: 'cake' })).not.toBe(wins({}))
  })
})

describe('tickets', () => {
  test('are numbered in the order of the entries, one for each product where the rules say so', () => {
    const tickets = numberTickets(entriesOf(3, (n) => ({ tickets: n })))
    expect(tickets.map(({ no, seal, nth }) => ({ no, seal, nth }))).toEqual([
      { no: 1, seal: seal(1), nth: 1 },
      { no: 2, seal: seal(2), nth: 1 },
      { no: 3, seal: seal(2), nth: 2 },
    ])
  })

  test('have a hash that changes when one is added, taken away, moved or given to somebody else', () => {
    const tickets = numberTickets(entriesOf(5))
    const others = [
      tickets.slice(1),
      [...tickets, { ...tickets[0]!, no: 6 }],
      tickets.toReversed(),
      tickets.map((ticket, i) => (i === 2 ? { ...ticket, person: person(99) } : ticket)),
    ]
    const hashes = [tickets, ...others].map((list) => hashTickets(list, hashing))
    expect(new Set(hashes).size).toBe(5)
  })
})

describe('a draw', () => {
  const draw = { id: 'first-prize', winners: 3, oncePerPerson: true }
  const drawnWith = { campaignId, secret, publicValue: '' }
  const winnersOf = (given: Partial<typeof draw>, entries: DrawEntry[], value = '') =>
    drawWinners({ ...draw, ...given }, numberTickets(entries), { ...drawnWith, publicValue: value }, hashing)

  test('names as many different tickets as there are prizes', () => {
    const winners = winnersOf({ winners: 10 }, entriesOf(200))
    expect(new Set(winners).size).toBe(10)
    expect(winners.every((no) => no >= 1 && no <= 200)).toBe(true)
  })

  test('names everybody where there are fewer tickets than prizes', () => {
    expect(winnersOf({ winners: 10 }, entriesOf(4)).toSorted()).toEqual([1, 2, 3, 4])
    expect(winnersOf({}, [])).toEqual([])
  })

  test('lets a person win once, or as often as they are drawn', () => {
    const allOfOne = entriesOf(50, (n) => (n < 48 ? { person: person(0) } : {}))
    const once = winnersOf({ winners: 5 }, allOfOne)
    expect(once).toHaveLength(3)
    expect(winnersOf({ winners: 5, oncePerPerson: false }, allOfOne)).toHaveLength(5)
  })

  test('comes out alike in whatever order the tickets are handed in', () => {
    const tickets = numberTickets(entriesOf(100))
    const there = drawWinners(draw, tickets, drawnWith, hashing)
    expect(drawWinners(draw, tickets.toReversed(), drawnWith, hashing)).toEqual(there)
  })

  test('comes out otherwise with another value of the public source', () => {
    expect(winnersOf({}, entriesOf(500), 'Nikkei 50123.45')).not.toEqual(winnersOf({}, entriesOf(500)))
  })

  test('favours nobody: over many draws each tenth of the list wins its share', () => {
    const DRAWS = 400
    const entries = entriesOf(100)
    const wins = Array.from({ length: 10 }, () => 0)
    for (let n = 0; n < DRAWS; n++)
      for (const no of winnersOf({ id: `draw-${n}`, winners: 10 }, entries))
        wins[Math.floor((no - 1) / 10)]!++
    // χ² with 9 degrees of freedom; an honest draw passes 27.9 once in a thousand.
    const chi2 = wins.reduce((sum, won) => sum + (won - DRAWS) ** 2 / DRAWS, 0)
    expect(chi2).toBeLessThan(27.9)
  })

  test('can be followed with any tool that knows SHA-256 and HMAC', () => {
    const scores = Array.from({ length: 8 }, (_, n) => {
      const seal = createHash('sha256')
        .update(`entry|autumn|${photo(n)}`)
        .digest('hex')
      return createHmac('sha256', secret).update(`draw|autumn|first-prize||${seal}|1`).digest('hex')
    })
    const byHand = scores.toSorted().map((score) => scores.indexOf(score) + 1)
    expect(winnersOf({}, entriesOf(8))).toEqual(byHand.slice(0, 3))
  })
})
