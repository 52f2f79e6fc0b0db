import { spawnSync } from 'node:child_process'

/** PostgreSQL refuses to run as root; `nobody` exists everywhere. */
export const NOBODY = 65534
export const runsAsRoot = process.getuid?.() === 0

/** Chooses what to add to the options of a child process that is PostgreSQL. */
export function asNobody(): { cwd: string; uid?: number; gid?: number } {
  return runsAsRoot ? { cwd: '/', uid: NOBODY, gid: NOBODY } : { cwd: process.cwd() }
}

export function canNobodyRun(binary: string): boolean {
  return spawnSync(binary, ['--version'], asNobody()).status === 0
}

export function canNobodyEnter(folder: string): boolean {
  return spawnSync('test', ['-x', folder], asNobody()).status === 0
}
