import { startEmbeddedServer } from '@tamaru/db/embedded-server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { describeMachine } from './describe-machine.ts'
import { openBare } from './ledger/open-bare.ts'
import { openBooks } from './ledger/open-books.ts'
import { quantile } from './quantile.ts'

/**
 * `npm run bench:ledger`: credits per second where one campaign's budget is hot, against a bare loop of transactions that
 * update one row and insert one, by as many connections of the same driver to the same server, which runs as `npm start`
 * runs it. Books of 10,000 and of 1,000,000 entries take turns with the bare loop, half a second each, so that whoever else is
 * at work on the machine is at work on all of them; and books of 10,000 that record no happenings, for what these cost.
 * `--small`, `--entries`: how many entries the two books hold.
 */
const { values: given } = parseArgs({
  options: {
    small: { type: 'string', default: '10000' },
    entries: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '24' },
    connections: { type: 'string', default: '16' },
    json: { type: 'boolean', default: false },
  },
})
const TURN_S = 0.5
/** More than any machine credits in the rounds. */
const CREDITS_A_SECOND = 4_000

const sizes = [given.small, given.entries, given.rounds, given.connections].map(Number)
const [fewer, large, rounds, connections] = sizes as [number, number, number, number]
const say = (line: string) => void (given.json || console.log(line))
const machine = describeMachine()
const turns: { bare: number; quiet: number; small: number; large: number }[] = []

const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bench-'))
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres') })
try {
  const ahead = (rounds + 1) * TURN_S * CREDITS_A_SECOND
  await using bare = await openBare(server.url, connections)
  await using quiet = await openBooks(server.url, { entries: fewer, ahead, connections, quiet: true })
  await using small = await openBooks(server.url, { entries: fewer, ahead, connections })
  await using big = await openBooks(server.url, { entries: large, ahead, connections })
  say(`books of ${fewer} and ${large} entries are filled and sound\n`)
  say(`per second   bare  quiet credits at ${fewer}  credits at ${fewer}  at ${large}`)
  for (let round = 0; round <= rounds; round++) {
    const turn = {
      bare: await perSecond(bare.update),
      quiet: await perSecond(quiet.credit),
      small: await perSecond(small.credit),
      large: await perSecond(big.credit),
    }
    // The first costs what compiling, planning and cold caches cost, once.
    if (round > 0) {
      turns.push(turn)
      say(
        [turn.bare, turn.quiet, turn.small, turn.large]
          .map((rate) => String(Math.round(rate)).padStart(15))
          .join(''),
      )
    }
  }
  await quiet.audit()
  await small.audit()
  await big.audit()
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

/** How often a second `work` is done by all connections together. */
async function perSecond(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  const end = start + TURN_S * 1000
  let done = 0
  const worker = async () => {
    for (; performance.now() < end; done++) await work()
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return (done / (performance.now() - start)) * 1000
}

const median = (pick: (turn: (typeof turns)[number]) => number) =>
  Math.round(quantile(turns.map(pick), 0.5) * 100) / 100
const summary = {
  connections,
  rounds,
  bare_per_s: Math.round(median((turn) => turn.bare)),
  credits_per_s: {
    [fewer]: Math.round(median((turn) => turn.small)),
    [large]: Math.round(median((turn) => turn.large)),
  },
  /** Credits per bare transaction, in the median round. */
  ratio: {
    [fewer]: median((turn) => turn.small / turn.bare),
    [large]: median((turn) => turn.large / turn.bare),
  },
  /** Of the small books: credits that record what happened, to credits that do not, by the medians and in the median round. */
  recording_to_quiet: {
    medians: Math.round((100 * median((turn) => turn.small)) / median((turn) => turn.quiet)) / 100,
    rounds: median((turn) => turn.small / turn.quiet),
  },
  /** How many times faster the small books are. */
  small_to_large: median((turn) => turn.small / turn.large),
}
if (given.json) console.log(JSON.stringify({ machine, summary, turns }))
else
  console.log(`
medians of ${rounds} rounds, ${connections} connections
  bare transactions    ${summary.bare_per_s} a second
  credits              ${summary.credits_per_s[fewer]} at ${fewer} entries, ${summary.credits_per_s[large]} at ${large}
  quiet credits        ${Math.round(median((turn) => turn.quiet))} at ${fewer} entries, which record no happening
  recording to quiet   ${summary.recording_to_quiet.medians} by the medians, ${summary.recording_to_quiet.rounds} in the median round (at least 0.9)
  credits to bare      ${summary.ratio[fewer]} and ${summary.ratio[large]} (at least 0.5)
  ${fewer} to ${large}  ${summary.small_to_large} (at most 1.3)
  the books are sound after ${rounds + 1} rounds

${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, load before ${machine.load}; ${machine.system}, Node ${machine.node}, commit ${machine.commit}`)
