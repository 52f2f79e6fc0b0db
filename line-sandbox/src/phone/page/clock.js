// @ts-check
import { get, post } from './api.js'
import { byId, h, toast } from './dom.js'
import { store } from './store.js'

/** The clock that the product goes by, and the buttons that let time pass. */

const HOUR_S = 3600
const steps = [
  { words: '+1時間', advance_s: HOUR_S },
  { words: '+1日', advance_s: 24 * HOUR_S },
  { words: '+1週間', advance_s: 7 * 24 * HOUR_S },
]

/** By how much the product's clock is ahead of this browser's, in milliseconds. */
let ahead_ms = 0

/** What time it is for the product. */
export const productNow = () => new Date(Date.now() + ahead_ms)

/** Asks where the product's clock stands. Without a clock that is moved it is this browser's. */
export async function refreshClock() {
  byId('time-machine').hidden = !store.world.hasClock
  if (store.world.hasClock) note(await get('/clock'))
}

export function tickClock() {
  const now = productNow()
  byId('clock').textContent = now.toLocaleTimeString('ja-JP', { hour: 'numeric', minute: '2-digit' })
  byId('product-time').textContent = now.toLocaleString('ja-JP', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  })
}

/** Draws the buttons once. */
export function drawClockSteps() {
  byId('clock-steps').replaceChildren(
    ...steps.map(({ words, advance_s }) =>
      h(
        'button',
        { type: 'button', 'aria-label': `${words.slice(1)}進める`, onclick: () => void advance(advance_s) },
        words,
      ),
    ),
  )
}

/** @param {number} advance_s */
async function advance(advance_s) {
  try {
    note(await post('/clock', { advance_s }))
  } catch (fault) {
    toast(/** @type {Error} */ (fault).message)
  }
}

/** @param {{ now: string }} told */
function note({ now }) {
  ahead_ms = Date.parse(now) - Date.now()
  tickClock()
}
