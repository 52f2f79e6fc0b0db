import { parseArgs } from 'node:util'
import { describeMachine } from './describe-machine.ts'
import { sendFloods } from './flood/send-floods.ts'
import { openHouse } from './path/open-house.ts'
import { makeShopper } from './path/walk-path.ts'

/**
 * `npm run bench:flood`: what happens to the api's memory, and to whoever else asks it something, while floods of bodies
 * are poured into it and photos are taken slowly. A house of its own is brought up. Exits with 1 where the process took
 * more than 500 MB.
 */
const { values: given } = parseArgs({
  options: {
    times: { type: 'string', default: '60' },
    mib: { type: 'string', default: '300' },
    readers: { type: 'string', default: '40' },
    slow: { type: 'string', default: '25' },
    json: { type: 'boolean', default: false },
  },
})
const MOST_MIB = 500

const machine = describeMachine()
await using house = await openHouse(1)
const floods = await sendFloods(
  {
    apiUrl: house.apiUrl,
    pid: house.apiPid,
    logIn: async (people) => {
      const tokens: string[] = []
      for (let i = 0; i < people; i++) tokens.push((await makeShopper(house)).token)
      return tokens
    },
  },
  {
    times: Number(given.times),
    body_mib: Number(given.mib),
    readers: Number(given.readers),
    slow_s: Number(given.slow),
  },
)
if (given.json) console.log(JSON.stringify({ machine, floods }))
else {
  for (const { what, answers, peak_mib, slowest_other_ms } of floods) {
    const told = Object.entries(answers).map(([status, count]) => `${count} × ${status}`)
    console.log(
      `${what.padEnd(52)} ${String(peak_mib).padStart(5)} MB, others waited ${slowest_other_ms} ms; ${told}`,
    )
  }
  console.log(JSON.stringify(machine))
}
if (floods.some(({ peak_mib }) => peak_mib > MOST_MIB)) process.exitCode = 1
