import { execFile } from 'node:child_process'
import { ROOT } from './read-sources.ts'

export interface Ended {
  code: number
  out: string
  err: string
}

/** Runs a program from the repository's root, as a person would there, and tells how it ended. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

/** Runs one of the repository's scripts by its file. */
export const runScript = (file: string, args: readonly string[], env?: NodeJS.ProcessEnv) =>
  runProgram(process.execPath, [file, ...args], env)

/** Runs a command line as it is documented: `npm run audit`, `npm run bench:path -- --count 1`. */
export function runCommandLine(line: string, env?: NodeJS.ProcessEnv): Promise<Ended> {
  const [program, ...args] = line.split(' ')
  return runProgram(program!, args, env)
}
