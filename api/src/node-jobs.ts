import { startProcess } from './start-process.ts'

/**
 * `npm run jobs`: all work on jobs but reading, and no door. A deployment on Workers runs it beside its ocr-workers, for
 * what a Worker cannot do; beside an API on Node it takes work off it.
 */
const { ports, onLeave } = startProcess('jobs')
ports.log({ level: 'info', msg: 'works on jobs' })
onLeave(async () => {})
