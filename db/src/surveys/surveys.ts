import type { Sql } from '../open-db.ts'
import { whoShops } from '../shoppers/shoppers.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import { withinReach, type Reach } from '../staff/reach.ts'

export interface Invitation {
  id: string
  invitedAt: Date
  answeredScore: number | null
}

/** Invites a person after an entry, unless they were invited since this instant. Returns the invitation's id. */
export async function inviteOncePer(
  sql: Sql,
  invitation: { accountId: string; shopperId: string; entryId: string; notSince: Date; now: Date },
): Promise<string | undefined> {
  // The person's row is locked, so that two entries settled at once invite once.
  await sql`select 1 from shopper where id = ${invitation.shopperId} for no key update`
  const [row] = await sql<{ id: string }[]>`
    insert into survey_invitation (account_id, shopper_id, entry_id, invited_at)
    select ${invitation.accountId}, ${invitation.shopperId}, ${invitation.entryId}, ${invitation.now}
    where not exists (select 1 from survey_invitation
      where account_id = ${invitation.accountId} and shopper_id = ${invitation.shopperId}
        and invited_at >= ${invitation.notSince})
    on conflict do nothing returning id`
  return row?.id
}

export async function findInvitation(
  sql: Sql,
  accountId: string,
  shopperId: string,
  invitationId: string,
): Promise<Invitation | undefined> {
  const [row] = await sql<Invitation[]>`
    select i.id, i.invited_at, a.score as answered_score
    from survey_invitation i left join survey_answer a on a.invitation_id = i.id
    where i.account_id = ${accountId} and i.shopper_id = ${shopperId} and i.id = ${invitationId}`
  return row
}

/** The newest invitation that this person has not answered. */
export async function findOpenInvitation(
  sql: Sql,
  accountId: string,
  shopperId: string,
): Promise<Invitation | undefined> {
  const [row] = await sql<Invitation[]>`
    select i.id, i.invited_at, null as answered_score
    from survey_invitation i left join survey_answer a on a.invitation_id = i.id
    where i.account_id = ${accountId} and i.shopper_id = ${shopperId} and a.invitation_id is null
    order by i.invited_at desc limit 1`
  return row
}

/** Records an answer once. False if there is one already. */
export async function answer(
  sql: Sql,
  given: {
    accountId: string
    shopperId: string
    invitationId: string
    score: number
    reason: string | null
    answeredAt: Date
  },
): Promise<boolean> {
  return (await sql`insert into survey_answer ${sql(given)} on conflict do nothing`).count === 1
}

export interface SurveyAnswer {
  score: number
  reason: string | null
  shopperId: string | null
  shopperName: string | null
  answeredAt: Date
}

/** Counts how often each score was given since this instant to what was asked about entries within reach. */
export async function countByScore(sql: Sql, reach: Reach, since: Date): Promise<Map<number, number>> {
  const rows = await sql<{ score: number; answers: number }[]>`
    select a.score, count(*)::int as answers
    from survey_answer a
    join survey_invitation i on i.account_id = a.account_id and i.id = a.invitation_id
    join entry e on e.account_id = i.account_id and e.id = i.entry_id
    join shopper s on s.id = e.shopper_id and ${whoShops(sql)}
    where ${withinReach(sql, reach)} and a.answered_at >= ${since} group by a.score`
  return new Map(rows.map(({ score, answers }) => [score, answers]))
}

/** Answers since this instant to what was asked about entries within reach, newest first. */
export async function listAnswers(
  sql: Sql,
  reach: Reach,
  since: Date,
  asked: PageAsked,
): Promise<Page<SurveyAnswer>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`a.answered_at`, 'moment'],
      [sql`a.invitation_id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(SurveyAnswer & { place: Place })[]>`
    select ${place}, a.score, a.reason, s.display_name as shopper_name,
      case when s.erased_at is null then s.id end as shopper_id, a.answered_at
    from survey_answer a join shopper s on s.id = a.shopper_id and ${whoShops(sql)}
    join survey_invitation i on i.account_id = a.account_id and i.id = a.invitation_id
    join entry e on e.account_id = i.account_id and e.id = i.entry_id
    where ${withinReach(sql, reach)} and a.answered_at >= ${since} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Forgets what people of an account wrote before; the scores stay. Returns how many. */
export async function forgetWords(sql: Sql, accountId: string, before: Date): Promise<number> {
  const { count } = await sql`
    update survey_answer set reason = null
    where account_id = ${accountId} and answered_at < ${before} and reason is not null`
  return count
}
