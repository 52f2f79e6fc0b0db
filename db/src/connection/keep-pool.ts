import type postgres from 'postgres'

export type Pool = postgres.Sql<Record<string, never>>

/** As long as anything that is asked of a request's database; what goes on for longer is cut off. */
const LAST_ANSWERS_S = 60

/**
 * Keeps a pool that is given up, whole, when the server closes one of its connections: postgres.js 3.4.9 can leave half
 * a message in a connection that was closed, and would send it ahead of the next greeting. What goes on elsewhere in
 * the old pool may end.
 */
export function keepPool(open: (onClose: () => void) => Pool) {
  let ended = false
  let pool = begin()

  function begin(): Pool {
    const begun: Pool = open(() => {
      if (ended || pool !== begun) return
      pool = begin()
      void begun.end({ timeout: LAST_ANSWERS_S })
    })
    return begun
  }

  return {
    current: () => pool,
    end(options?: { timeout?: number }): Promise<void> {
      ended = true
      return pool.end(options)
    },
  }
}
