import type { PrizeDraw } from '../campaigns/campaign.ts'
import type { Hashing } from './draw-seals.ts'

/** One chance in a draw. `nth` counts the tickets of one entry from 1, `no` all tickets of the draw. */
export interface Ticket {
  no: number
  seal: string
  nth: number
  person: string
}

/** One entry's share in a draw: `tickets` is 1, or what it holds of the campaign's products. */
export interface DrawEntry {
  seal: string
  person: string
  tickets: number
}

/** Numbers the tickets in the order of the entries. */
export function numberTickets<E extends DrawEntry>(entries: readonly E[]): (Ticket & { entry: E })[] {
  const tickets = entries.flatMap((entry) =>
    Array.from({ length: entry.tickets }, (_, i) => ({ entry, nth: i + 1 })),
  )
  return tickets.map(({ entry, nth }, i) => ({
    no: i + 1,
    seal: entry.seal,
    nth,
    person: entry.person,
    entry,
  }))
}

/** The SHA-256 that fixes a list of tickets: of one line "no|seal|nth|person" each, every line ended. */
export function hashTickets(tickets: readonly Ticket[], { sha256 }: Hashing): string {
  return sha256(tickets.map(({ no, seal, nth, person }) => `${no}|${seal}|${nth}|${person}\n`).join(''))
}

export interface DrawnWith {
  campaignId: string
  secret: string
  /** What a public source said after the list was fixed; "" where none was named. */
  publicValue: string
}

/**
 * Draws the numbers of the winning tickets, the first prize at the head: tickets in the order of HMAC(secret,
 * "draw|campaign|draw|publicValue|seal|nth"). A person who may win once wins with their first ticket.
 */
export function drawWinners(
  draw: Pick<PrizeDraw, 'id' | 'winners' | 'oncePerPerson'>,
  tickets: readonly Ticket[],
  { campaignId, secret, publicValue }: DrawnWith,
  { hmacSha256 }: Hashing,
): number[] {
  const scored = tickets.map((ticket) => ({
    ...ticket,
    score: hmacSha256(secret, `draw|${campaignId}|${draw.id}|${publicValue}|${ticket.seal}|${ticket.nth}`),
  }))
  scored.sort((a, b) => (a.score < b.score ? -1 : 1))
  const winners: number[] = []
  const persons = new Set<string>()
  for (const { no, person } of scored) {
    if (winners.length === draw.winners) break
    if (draw.oncePerPerson && persons.has(person)) continue
    persons.add(person)
    winners.push(no)
  }
  return winners
}
