import { DEMO_LINE } from './demo-line.ts'

/**
 * Whether a stand-in answers for LINE, so that invented shoppers and a clock that is moved harm nobody: one that
 * LINE_API_URL names on this machine, or, where nothing of LINE is set, the demo's sandbox.
 */
export function isDemo(given: NodeJS.ProcessEnv): boolean {
  if (given.LINE_API_URL) return isLoopback(given.LINE_API_URL)
  return !Object.keys(DEMO_LINE).some((name) => given[name])
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}
