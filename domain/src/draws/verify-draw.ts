import { drawInstantPrizes } from './draw-instant-prizes.ts'
import type { DrawRecord, InstantHit } from './draw-record.ts'
import { commitmentTo, type Hashing } from './draw-seals.ts'
import { drawWinners, hashTickets } from './draw-winners.ts'

type Rules = DrawRecord['rules'][number]
type Play = DrawRecord['instantPlays'][number]
type Draw = DrawRecord['draws'][number]

/**
 * Works a published record out again and names, in English, all that does not agree; empty when everything does. Needs
 * the record alone. A record whose secret is not revealed yet cannot be verified, and says so.
 */
export function verifyDraw(record: DrawRecord, hashing: Hashing): string[] {
  const { secret } = record
  if (secret === null) return ['the secret is not revealed yet: nothing can be worked out']
  const commitment = commitmentTo(secret, hashing)
  if (commitment !== record.commitment)
    return [
      `the secret does not belong to the commitment: its SHA-256 is ${commitment}, published was ${record.commitment}`,
    ]
  return [
    ...record.instantPlays.flatMap((play) => faultsOfPlay(record, secret, play, hashing)),
    ...twice(record.instantPlays.map(({ seal }) => seal)).map((seal) => `entry ${seal} played twice`),
    ...faultsOfStock(record),
    ...record.draws.flatMap((draw) => faultsOfDraw(record, secret, draw, hashing)),
  ]
}

function faultsOfPlay(record: DrawRecord, secret: string, play: Play, hashing: Hashing): string[] {
  const rules = rulesOf(record, play.version)
  if (!rules) return [`entry ${play.seal} played under version ${play.version}, which is not in the record`]
  const { seal } = play
  const due = drawInstantPrizes(
    { campaignId: record.campaign.id, seal, secret },
    rules.instantPrizes,
    hashing,
  )
  // Each prize that was hit is sold out, until one is won; what comes after that one does not count any more.
  const won = play.hits.findIndex(({ outcome }) => outcome === 'won')
  const counted = won < 0 ? due.length : won + 1
  const expected = due.slice(0, counted).map(({ id }) => id)
  const recorded = play.hits.map(({ prizeId }) => prizeId)
  if (expected.join() === recorded.join()) return []
  return [`entry ${seal} hits ${listOf(expected)}, recorded is ${listOf(recorded)}`]
}

/** Nobody wins what is not there, and nobody is told "sold out" before everything is gone. */
function faultsOfStock({ rules, instantPlays }: DrawRecord): string[] {
  const wins = new Map<string, number>()
  for (const { prizeId, outcome } of instantPlays.flatMap(({ hits }) => hits))
    if (outcome === 'won') wins.set(prizeId, (wins.get(prizeId) ?? 0) + 1)
  const stocks = rules.flatMap(({ instantPrizes }) => instantPrizes)
  const over = [...wins].flatMap(([id, won]) => {
    const stock = Math.max(0, ...stocks.filter((prize) => prize.id === id).map((prize) => prize.stock))
    return won > stock ? [`prize ${id} was won ${won} times, there were ${stock}`] : []
  })
  const tooSoon = (hit: InstantHit) => hit.outcome === 'sold_out' && (wins.get(hit.prizeId) ?? 0) < hit.stock
  const refused = instantPlays.flatMap(({ seal, hits }) =>
    hits.filter(tooSoon).map(({ prizeId, stock }) => {
      return `entry ${seal} was told that prize ${prizeId} is sold out, yet only ${wins.get(prizeId) ?? 0} of ${stock} were won`
    }),
  )
  return [...over, ...refused]
}

function faultsOfDraw(record: DrawRecord, secret: string, draw: Draw, hashing: Hashing): string[] {
  const name = `draw ${draw.id}`
  const rules = rulesOf(record, draw.version)?.draws.find(({ id }) => id === draw.id)
  if (!rules) return [`${name}: version ${draw.version} has no such draw`]
  if (draw.drawnAt === null) return [`${name} is frozen and not drawn`]
  const faults = twice(draw.tickets.map(({ seal, nth }) => `${seal}|${nth}`)).map(
    (ticket) => `${name}: ticket ${ticket} is there twice`,
  )
  if (record.revealedAt !== null && draw.frozenAt >= record.revealedAt)
    faults.push(`${name}: its tickets were fixed after the secret was revealed`)
  const sha256 = hashTickets(draw.tickets, hashing)
  if (sha256 !== draw.ticketsSha256)
    faults.push(`${name}: the SHA-256 of its tickets is ${sha256}, published was ${draw.ticketsSha256}`)
  const publicValue = draw.publicValue ?? ''
  if ((draw.publicSource === null) !== (publicValue === ''))
    faults.push(`${name}: a public source and its value come together`)
  const due = drawWinners(
    rules,
    draw.tickets,
    { campaignId: record.campaign.id, secret, publicValue },
    hashing,
  )
  if (due.join() !== draw.winners.join())
    faults.push(`${name}: the winning tickets are ${listOf(due)}, recorded are ${listOf(draw.winners)}`)
  return faults
}

function rulesOf({ rules }: DrawRecord, version: number): Rules | undefined {
  return rules.find((rule) => rule.version === version)
}

function twice(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value).size)
}

const listOf = (values: readonly (string | number)[]) => (values.length === 0 ? 'nothing' : values.join(', '))
