/** Takes one record, without tokens and personal data. */
export type Log = (line: LogLine) => void
export interface LogLine {
  level: 'info' | 'warn' | 'error'
  msg: string
  [field: string]: unknown
}

/** One JSON line a record on standard output: what log collectors take. Tokens and personal data stay out by not being put in. */
export const logJson: Log = (line) => console.log(JSON.stringify({ at: new Date().toISOString(), ...line }))
