import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { ROOT } from './read-sources.ts'

/** `npm run jobs` as a process of its own, with the names of .env.example in `env`. */
export function startJobs(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(ROOT, 'api/src/node-jobs.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const exited = once(child, 'exit') as Promise<[number | null]>
  return {
    /** SIGTERM, as a supervisor ends it. Resolves with its exit code and with what it printed. */
    async end(): Promise<{ code: number | null; said: string }> {
      child.kill('SIGTERM')
      const [code] = await exited
      return { code, said }
    },
  }
}
