import type { JobKind } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

/**
 * Enqueues one `remind_expiry` for each person and day on which points of theirs lapse, from `today` to `until` (Tokyo
 * days, inclusive). Saying it again does nothing. Returns how many are new.
 */
export async function enqueueExpiryReminders(
  sql: Sql,
  today: string,
  until: string,
  now: Date,
): Promise<number> {
  const kind: JobKind = 'remind_expiry'
  const { count } = await sql`
    insert into job (account_id, kind, payload, natural_key, created_at, run_at, turn_at)
    select distinct account_id, ${kind},
      jsonb_build_object('shopperId', shopper_id, 'expiresOn', to_char(expires_on, 'YYYY-MM-DD')),
      shopper_id || ':' || to_char(expires_on, 'YYYY-MM-DD'),
      ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from lot
    where expires_on between ${today} and ${until} and used < points and release_on is null
    on conflict on constraint job_once do nothing`
  return count
}
