import { arms, openDb } from '@tamaru/db'

/**
 * A process that walks over all shoppers of a database and assigns them to arms, in portions and in an order of its own:
 * `node tests/support/assign-arms.ts URL ACCOUNT ASSIGNING PORTION asc|desc NOW`. Says how many it was the first to write.
 */
const [url, accountId, assigning, portion, order, now] = process.argv.slice(2) as [
  ...[url: string, accountId: string, assigning: string],
  ...[portion: string, order: 'asc' | 'desc', now: string],
]
const db = openDb(url, { max: 1 })
try {
  const rows = await db<{ id: string }[]>`
    select id from shopper where account_id = ${accountId} order by id ${order === 'asc' ? db`asc` : db`desc`}`
  let written = 0
  for (let from = 0; from < rows.length; from += Number(portion)) {
    const ids = rows.slice(from, from + Number(portion)).map(({ id }) => id)
    const counts = await arms.assignArms(
      db,
      accountId,
      JSON.parse(assigning) as arms.Assigning,
      ids,
      new Date(now),
    )
    written += Object.values(counts).reduce((sum, people) => sum + people, 0)
  }
  console.log(written)
} finally {
  await db.end({ timeout: 5 })
}
