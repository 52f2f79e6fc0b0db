import {
  commitmentTo,
  ProblemError,
  sealEntry,
  sealPerson,
  type CampaignRules,
  type DrawEntry,
  type PrizeDraw,
  type Ticket,
} from '@tamaru/domain'
import { randomBytes } from 'node:crypto'
import * as allotments from '../ledger/allotments.ts'
import { hashing } from './hashing.ts'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import { whoShops } from '../shoppers/shoppers.ts'

/**
 * Chance that anybody can work out again: what a campaign commits itself to, and its draws. See also instant-plays.ts.
 */

/**
 * At each publication: a campaign with chance in its rules commits itself to a secret, once, and its prizes get their
 * stock. Refuses `draw_secret_revealed` where the secret is out, for then everybody could choose what wins.
 */
export async function commit(
  sql: Sql,
  accountId: string,
  campaignId: string,
  rules: Pick<CampaignRules, 'instantWin' | 'draws'>,
  now: Date,
): Promise<void> {
  const prizes = rules.instantWin?.prizes ?? []
  if (prizes.length === 0 && rules.draws.length === 0) return
  const secret = randomBytes(32).toString('hex')
  await sql`
    insert into draw_commitment (account_id, campaign_id, commitment, secret, committed_at)
    values (${accountId}, ${campaignId}, ${commitmentTo(secret, hashing)}, ${secret}, ${now}) on conflict do nothing`
  if (!(await findSecret(sql, accountId, campaignId))) throw new ProblemError('draw_secret_revealed')
  for (const { id, stock } of prizes) {
    const [known] = await sql<{ allotmentId: string; total: number }[]>`
      select p.allotment_id, a.total from instant_prize p join allotment a on a.id = p.allotment_id
      where p.account_id = ${accountId} and p.campaign_id = ${campaignId} and p.prize_id = ${id}`
    if (known && known.total !== stock) await allotments.resize(sql, accountId, known.allotmentId, stock)
    if (known) continue
    const allotmentId = await allotments.create(sql, accountId, stock, now)
    await sql`insert into instant_prize ${sql({ accountId, campaignId, prizeId: id, allotmentId })}`
  }
}

/** The secret, as long as it is one: undefined once it is revealed, and where the campaign has no chance in it. */
export async function findSecret(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<string | undefined> {
  const [row] = await sql<{ secret: string }[]>`
    select secret from draw_commitment
    where account_id = ${accountId} and campaign_id = ${campaignId} and revealed_at is null`
  return row?.secret
}

/** The public part of a commitment: `secret` is null until it is revealed. */
export interface Commitment {
  campaignId: string
  commitment: string
  committedAt: Date
  secret: string | null
  revealedAt: Date | null
}

export async function findCommitment(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<Commitment | undefined> {
  const [row] = await sql<Commitment[]>`
    select campaign_id, commitment, committed_at, revealed_at, case when revealed_at is not null then secret end as secret
    from draw_commitment where account_id = ${accountId} and campaign_id = ${campaignId}`
  return row
}

/** Holds a campaign's chance until the transaction ends: freezing, drawing and revealing take turns, plays wait. */
export async function lock(sql: Sql, accountId: string, campaignId: string): Promise<Commitment | undefined> {
  await sql`
    select 1 from draw_commitment where account_id = ${accountId} and campaign_id = ${campaignId} for update`
  return findCommitment(sql, accountId, campaignId)
}

/** As `lock`, while plays go on: for freezing, which takes its time and does not hang on them. */
export async function lockBesidePlays(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<Commitment | undefined> {
  await sql`
    select 1 from draw_commitment where account_id = ${accountId} and campaign_id = ${campaignId}
    for no key update`
  return findCommitment(sql, accountId, campaignId)
}

/** Holds it as a play does: those who do so wait for whoever draws, and not for each other. */
export async function holdStill(sql: Sql, accountId: string, campaignId: string): Promise<void> {
  await sql`
    select 1 from draw_commitment where account_id = ${accountId} and campaign_id = ${campaignId} for key share`
}

/** Makes the secret public, for good. */
export async function reveal(
  sql: Sql,
  accountId: string,
  campaignId: string,
  staffId: string,
  now: Date,
): Promise<void> {
  await sql`
    update draw_commitment set revealed_at = ${now}, revealed_by = ${staffId}
    where account_id = ${accountId} and campaign_id = ${campaignId}`
}

/** Counts the entries that came before `closesAt`, may be the campaign's and are not decided, or not even read. */
export async function countOpenEntries(
  sql: Sql,
  accountId: string,
  campaignId: string,
  closesAt: Date,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int from entry e join shopper s on s.id = e.shopper_id and ${whoShops(sql)}
    left join campaign_version v on v.id = e.campaign_version_id
    where e.account_id = ${accountId} and e.state in ('received', 'reading', 'needs_review')
      and e.created_at < ${closesAt} and (v.id is null or v.campaign_id = ${campaignId})`
  return row!.count
}

/** An approved entry's share in a draw, and whose it is. */
export interface Share extends DrawEntry {
  entryId: string
  shopperId: string
}

/** A misread count is not a right to all tickets. */
const MOST_TICKETS_AN_ENTRY = 10_000

/**
 * Lists what the approved entries hold of a draw, in the order of their decisions. A photo that two people sent counts
 * once. Who has left, tries the account out, or was not born by `bornBy` as far as is known, holds nothing.
 */
export async function listShares(
  sql: Sql,
  accountId: string,
  campaignId: string,
  ticketPer: PrizeDraw['ticketPer'],
  bornBy: string | null,
): Promise<Share[]> {
  const rows = await sql<{ entryId: string; shopperId: string; photoSha256: string; pieces: number }[]>`
    select e.id as entry_id, e.shopper_id, e.photo_sha256, coalesce(i.pieces, 0) as pieces
    from entry e join campaign_version v on v.id = e.campaign_version_id
    join shopper s on s.id = e.shopper_id and s.erased_at is null and ${whoShops(sql)}
    left join (select entry_id, least(floor(sum(quantity)), ${MOST_TICKETS_AN_ENTRY})::int as pieces from purchased_item
               where account_id = ${accountId} and product_id is not null group by entry_id) i on i.entry_id = e.id
    where e.account_id = ${accountId} and v.campaign_id = ${campaignId} and e.state = 'approved'
      and ${isBornBy(sql, bornBy)}
    order by e.decided_at, e.id`
  const seen = new Set<string>()
  return rows
    .filter(({ photoSha256 }) => seen.size < seen.add(photoSha256).size)
    .map(({ entryId, shopperId, photoSha256, pieces }) => ({
      entryId,
      shopperId,
      seal: sealEntry(campaignId, photoSha256, hashing),
      person: sealPerson(campaignId, shopperId, hashing),
      tickets: ticketPer === 'entry' ? 1 : pieces,
    }))
}

/** Whether the person of `e` was born by a day; who never said when was not. Null: it does not matter. */
const isBornBy = (sql: Sql, bornBy: string | null) =>
  bornBy === null
    ? sql`true`
    : sql`exists (
        select from person_attribute b where b.account_id = e.account_id and b.shopper_id = e.shopper_id
          and b.attribute = 'birthday' and b.value <= ${bornBy})`

export interface FrozenDraw {
  accountId: string
  campaignId: string
  drawId: string
  campaignVersionId: string
  ticketCount: number
  ticketsSha256: string
  publicSource: string | null
  frozenAt: Date
  publicValue: string | null
  drawnAt: Date | null
}

const TICKETS_A_STATEMENT = 10_000

/** Fixes a draw's tickets, once and for good. Tells `onWritten` how many are written by now. */
export async function freeze(
  sql: Sql,
  draw: Omit<FrozenDraw, 'ticketCount' | 'publicValue' | 'drawnAt'>,
  tickets: readonly (Ticket & { entry: Share })[],
  staffId: string,
  onWritten: (count: number) => Promise<void>,
): Promise<void> {
  const { accountId, campaignId, drawId } = draw
  await sql`
    insert into prize_draw ${sql({ ...draw, ticketCount: tickets.length, frozenBy: staffId })}`
  for (let from = 0; from < tickets.length; from += TICKETS_A_STATEMENT) {
    const some = tickets.slice(from, from + TICKETS_A_STATEMENT)
    await sql`
      insert into draw_ticket (account_id, campaign_id, draw_id, no, entry_id, shopper_id, seal, nth, person)
      select ${accountId}, ${campaignId}, ${drawId}, t.* from unnest(
        ${some.map(({ no }) => no)}::int[], ${some.map(({ entry }) => entry.entryId)}::uuid[],
        ${some.map(({ entry }) => entry.shopperId)}::uuid[], ${some.map(({ seal }) => seal)}::text[],
        ${some.map(({ nth }) => nth)}::int[], ${some.map(({ person }) => person)}::text[]) t`
    await onWritten(from + some.length)
  }
}

export async function listFrozen(sql: Sql, accountId: string, campaignId: string): Promise<FrozenDraw[]> {
  return sql<FrozenDraw[]>`
    select account_id, campaign_id, draw_id, campaign_version_id, ticket_count, tickets_sha256, public_source,
      frozen_at, public_value, drawn_at
    from prize_draw where account_id = ${accountId} and campaign_id = ${campaignId} order by frozen_at, draw_id`
}

/** Tickets of a draw after this number, in their order. */
export async function listTickets(
  sql: Sql,
  draw: Pick<FrozenDraw, 'accountId' | 'campaignId' | 'drawId'>,
  after = 0,
  limit: number | null = null,
): Promise<Ticket[]> {
  return sql<Ticket[]>`
    select no, seal, nth, person from draw_ticket
    where account_id = ${draw.accountId} and campaign_id = ${draw.campaignId} and draw_id = ${draw.drawId}
      and no > ${after} order by no limit ${limit}`
}

/** Writes down who won, the first prize at the head, once and for good. */
export async function recordWinners(
  sql: Sql,
  draw: Pick<FrozenDraw, 'accountId' | 'campaignId' | 'drawId'>,
  drawn: { ticketNos: readonly number[]; publicValue: string | null; staffId: string; now: Date },
): Promise<void> {
  const { accountId, campaignId, drawId } = draw
  await sql`
    update prize_draw set drawn_at = ${drawn.now}, drawn_by = ${drawn.staffId}, public_value = ${drawn.publicValue}
    where account_id = ${accountId} and campaign_id = ${campaignId} and draw_id = ${drawId}`
  await sql`
    insert into draw_winner (account_id, campaign_id, draw_id, place, ticket_no)
    select ${accountId}, ${campaignId}, ${drawId}, w.place, w.no
    from unnest(${[...drawn.ticketNos]}::int[]) with ordinality as w (no, place)`
}

export interface Winner {
  drawId: string
  /** 1 is the first prize. */
  wonPlace: number
  ticketNo: number
  entryId: string
  shopperId: string
  displayName: string | null
  /** Whether the entry is not approved any more. */
  revoked: boolean
}

/** Every winner in the draws of a campaign, or every prize that one entry won: what is told, and what is made public. */
export async function everyWinner(
  sql: Sql,
  accountId: string,
  campaignId: string,
  { entryId = null }: { entryId?: string | null } = {},
): Promise<Winner[]> {
  return sql<Winner[]>`
    select ${winner(sql)} ${winners(sql)} where w.account_id = ${accountId} and w.campaign_id = ${campaignId}
      and (${entryId}::uuid is null or t.entry_id = ${entryId}) order by w.draw_id, w.place`
}

/** Lists who won in a draw, the first prize at the head, for staff. */
export async function listWinners(
  sql: Sql,
  draw: Pick<FrozenDraw, 'accountId' | 'campaignId' | 'drawId'>,
  asked: PageAsked,
): Promise<Page<Winner>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`w.place`, 'bigint']], 'asc', asked)
  const rows = await sql<(Winner & { place: Place })[]>`
    select ${winner(sql)}, ${place} ${winners(sql)}
    where w.account_id = ${draw.accountId} and w.campaign_id = ${draw.campaignId} and w.draw_id = ${draw.drawId}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}

const winner = (sql: Sql) => sql`
  w.draw_id, w.place as won_place, w.ticket_no, t.entry_id, t.shopper_id, s.display_name,
  e.state <> 'approved' as revoked`
const winners = (sql: Sql) => sql`
  from draw_winner w
  join draw_ticket t on (t.account_id, t.campaign_id, t.draw_id, t.no)
    = (w.account_id, w.campaign_id, w.draw_id, w.ticket_no)
  join shopper s on s.id = t.shopper_id join entry e on e.id = t.entry_id`

/** A ticket as its holder sees it. */
export interface OwnTicket extends Pick<Ticket, 'no' | 'seal' | 'nth'> {
  drawId: string
  entryId: string
  /** Null as long as the ticket has not won. */
  wonPlace: number | null
}

/** A person's own tickets in a campaign. */
export async function listTicketsOfShopper(
  sql: Sql,
  accountId: string,
  campaignId: string,
  shopperId: string,
  asked: PageAsked,
): Promise<Page<OwnTicket>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`t.draw_id`, 'text'],
      [sql`t.no`, 'bigint'],
    ],
    'asc',
    asked,
  )
  const rows = await sql<(OwnTicket & { place: Place })[]>`
    select t.draw_id, t.no, t.seal, t.nth, t.entry_id, w.place as won_place, ${place} from draw_ticket t
    left join draw_winner w on (w.account_id, w.campaign_id, w.draw_id, w.ticket_no)
      = (t.account_id, t.campaign_id, t.draw_id, t.no)
    where t.account_id = ${accountId} and t.campaign_id = ${campaignId} and t.shopper_id = ${shopperId}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}
