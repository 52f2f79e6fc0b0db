import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { describeMachine, type Machine } from './describe-machine.ts'
import { openHouse } from './path/open-house.ts'
import { walkPath, type Walk } from './path/walk-path.ts'
import { quantile } from './quantile.ts'

const SAMPLES = path.join(import.meta.dirname, '../samples')

/**
 * `npm run bench:path`: how long a shopper waits, from the photo to the message in the chat. A house of its own is
 * brought up; photos are sent over HTTP by one new shopper after another. Beyond the samples, photos come again:
 * those are read like the others, and then rejected as known.
 */
const { values: given } = parseArgs({
  options: {
    count: { type: 'string' },
    lanes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})

const machine = describeMachine()
const names = (await readdir(SAMPLES)).filter((name) => name.endsWith('.jpg')).sort()
const count = Number(given.count ?? names.length)

const walks: Walk[] = []
if (!given.json) console.log(`${'ms since the photo'.padEnd(34)}received decided  told`)
{
  await using house = await openHouse(Number(given.lanes))
  // The first photo of a process costs what compiling costs, once: it is not counted.
  await walkPath(house, 'warm-up', await readFile(path.join(SAMPLES, 'traps/cut-foot.jpg')))
  for (let i = 0; i < count; i++) {
    const photo = names[i % names.length]!
    walks.push(await walkPath(house, photo, await readFile(path.join(SAMPLES, photo))))
    if (!given.json) console.log(lineOf(walks.at(-1)!))
  }
}
const summary = summarise(walks)
if (given.json) console.log(JSON.stringify({ machine, lanes: Number(given.lanes), summary, walks }))
else report(summary, machine)

function summarise(all: Walk[]) {
  const of = (pick: (walk: Walk) => number) => {
    const picked = all.map(pick)
    return { median: Math.round(quantile(picked, 0.5)), p95: Math.round(quantile(picked, 0.95)) }
  }
  const total = (pick: (walk: Walk) => number) => all.reduce((sum, walk) => sum + pick(walk), 0)
  return {
    photos: all.length,
    received_ms: of((walk) => walk.received_ms),
    decided_ms: of((walk) => walk.decided_ms),
    told_ms: of((walk) => walk.told_ms),
    /** All that is not reading: upload, queue, settling, event stream. */
    besides_reading_ms: of((walk) => walk.decided_ms - walk.reading_ms),
    reading_share:
      Math.round((total((walk) => walk.reading_ms) / total((walk) => walk.decided_ms)) * 1000) / 1000,
    outcomes: Object.fromEntries(
      [...Map.groupBy(all, (walk) => walk.outcome)].map(([outcome, those]) => [outcome, those.length]),
    ),
  }
}

function lineOf(walk: Walk): string {
  const times = [walk.received_ms, walk.decided_ms, walk.told_ms].map((ms) => String(ms).padStart(8)).join('')
  return `${walk.photo.padEnd(34)}${times}  ${walk.outcome}${walk.points ? ` +${walk.points}` : ''}`
}

function report(summary: ReturnType<typeof summarise>, on: Machine): void {
  const row = (name: string, { median, p95 }: { median: number; p95: number }) =>
    `  ${name.padEnd(24)}${String(median).padStart(7)} ms${String(p95).padStart(8)} ms`
  console.log(`
${summary.photos} photos, one after another                median      95 %
${row('photo → received', summary.received_ms)}
${row('photo → decision', summary.decided_ms)}
${row('photo → message', summary.told_ms)}
${row('all but the reading', summary.besides_reading_ms)}
  reading is ${Math.round(summary.reading_share * 100)} % of the time to the decision
  outcomes: ${JSON.stringify(summary.outcomes)}

${on.cpu}, ${on.cores} cores, ${on.memory_gib} GiB, load before ${on.load}; ${on.system}, Node ${on.node}, commit ${on.commit}`)
}
