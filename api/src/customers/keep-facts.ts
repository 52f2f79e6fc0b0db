import { keepSegments, refreshTouched } from '@tamaru/db'
import type { Ports } from '../ports.ts'

/** Some thousand people are made up to date while somebody waits, not more. */
const TURNS_WAITED_FOR = 4

/**
 * Brings the facts of everybody who was touched up to date, and the members of segments after them. What fails is tried again
 * the next time.
 */
export async function keepFacts({ db, now, log }: Pick<Ports, 'db' | 'now' | 'log'>): Promise<void> {
  try {
    const people = await refreshTouched(db, now())
    if (people > 0) log({ level: 'info', msg: 'facts', people })
    const segments = await keepSegments(db, now())
    if (segments > 0) log({ level: 'info', msg: 'segments', segments })
  } catch (error) {
    log({ level: 'error', msg: 'facts failed', error: String(error) })
  }
}

/** Brings facts up to date before somebody is shown them, unless very many people were touched at once. */
export async function freshenFacts({ db, now }: Pick<Ports, 'db' | 'now'>): Promise<void> {
  await refreshTouched(db, now(), TURNS_WAITED_FOR)
}
