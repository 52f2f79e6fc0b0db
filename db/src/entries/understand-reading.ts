import { Reading, unreadableReading } from '@tamaru/domain'

/**
 * A stored reading, for whoever shows it or lets a person decide; one that is not understood any more is a reading of
 * nothing, so that it hides neither its entry nor those beside it.
 */
export function understandReading(stored: unknown): Reading {
  const { data } = Reading.safeParse(stored)
  return data ?? unreadableReading('the stored reading is not understood')
}
