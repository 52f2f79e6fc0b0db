import type { Db } from '@tamaru/db'
import type { Ports } from '../../api/src/ports.ts'

/** What a process that is no more would not have done. */
export class Killed extends Error {}

/** A process that dies at a step of its work: at a statement, a commit, or before or after a call to LINE. */
export interface Mortal {
  ports: Ports
  /** How many steps it has come. */
  steps(): number
}

/** The same outside, for a process that is killed right before step `diesAt`: from then on nothing of it happens. */
export function mortalPorts(ports: Ports, diesAt: number): Mortal {
  let steps = 0
  const step = () => {
    if (++steps >= diesAt) throw new Killed(`killed at step ${diesAt}`)
  }

  const mortalSql = (sql: Db): Db =>
    new Proxy(sql, {
      // A fragment counts as well: dying before it is dying before its statement.
      apply(target, self, given: unknown[]) {
        step()
        return Reflect.apply(target as never, self, given) as unknown
      },
      get(target, name) {
        if (name !== 'begin') return Reflect.get(target, name) as unknown
        return (work: (sql: Db) => Promise<unknown>) =>
          target.begin(async (sql) => {
            const result = await work(mortalSql(sql as unknown as Db))
            // Before the commit; a connection that is cut rolls back.
            step()
            return result
          })
      },
    })

  const call =
    <Given extends unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      step()
      const answer = await work(...given)
      step()
      return answer
    }
  const { line } = ports
  return {
    ports: {
      ...ports,
      db: mortalSql(ports.db),
      line: {
        push: call(line.push),
        reply: call(line.reply),
        content: call(line.content),
        profile: call(line.profile),
        followers: call(line.followers),
        linkToken: call(line.linkToken),
        quota: call(line.quota),
        basicId: call(line.basicId),
        makeAudience: call(line.makeAudience),
        addToAudience: call(line.addToAudience),
        findAudience: call(line.findAudience),
        audienceState: call(line.audienceState),
        deleteAudience: call(line.deleteAudience),
      },
    },
    steps: () => steps,
  }
}
