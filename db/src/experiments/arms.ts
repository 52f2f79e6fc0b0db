import { assignArm, type ArmShare } from '@tamaru/domain'
import { hashing } from '../draws/hashing.ts'
import type { Sql } from '../open-db.ts'
import { whoShops } from '../shoppers/shoppers.ts'

/** An experiment, as far as it says who is in which arm. */
export interface Assigning {
  experiment: string
  /** Nobody who takes part learns it: whoever knows it knows everybody's arm. */
  seed: string
  arms: readonly ArmShare[]
}

/**
 * Assigns people to the arms of an experiment, before anybody asks whom it may reach: so that who was not reached is analysed
 * with those who were. Once for all: who has an arm keeps it, whichever process comes first. Who has left, stopped their use
 * or tries the account out has none, nor has whom the shares leave out. Returns how many were new in each arm.
 */
export async function assignArms(
  sql: Sql,
  accountId: string,
  { experiment, seed, arms }: Assigning,
  shopperIds: readonly string[],
  now: Date,
): Promise<Record<string, number>> {
  const rows = shopperIds.map((id) => ({ id, arm: assignArm(seed, id, arms, hashing) }))
  const given = rows.filter(({ arm }) => arm !== null)
  const written = await sql<{ arm: string; people: number }[]>`
    with written as (
      insert into arm (account_id, experiment, shopper_id, arm, at)
      select s.account_id, ${experiment}, s.id, g.arm, ${now}
      from unnest(${given.map(({ id }) => id)}::uuid[], ${given.map(({ arm }) => arm!)}::text[]) g (id, arm)
      join shopper s on s.account_id = ${accountId} and s.id = g.id
        and s.erased_at is null and s.stopped_at is null and ${whoShops(sql)}
      order by s.id
      on conflict do nothing returning arm)
    select arm, count(*)::int as people from written group by arm`
  return Object.fromEntries(written.map(({ arm, people }) => [arm, people]))
}

/** Counts the people of an experiment by their arms, who have left by now included. */
export async function count(
  sql: Sql,
  accountId: string,
  experiment: string,
): Promise<Record<string, number>> {
  const rows = await sql<{ arm: string; people: number }[]>`
    select arm, count(*)::int as people from arm
    where account_id = ${accountId} and experiment = ${experiment} group by arm`
  return Object.fromEntries(rows.map(({ arm, people }) => [arm, people]))
}
