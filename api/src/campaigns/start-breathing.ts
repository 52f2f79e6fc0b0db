/** As long as somebody else's request may wait behind a computation, give or take its longest step. */
const BREATH_MS = 20

/** What a long computation calls between its steps: lets others who wait for the process have it, every now and then. */
export function startBreathing(): () => Promise<void> {
  let since = performance.now()
  return async function breathe() {
    if (performance.now() - since < BREATH_MS) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    since = performance.now()
  }
}
