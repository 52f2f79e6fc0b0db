import { DECIDING_VERSION, type DecidingChange } from '@tamaru/domain'
import type { RejudgedOtherwise } from '../api/src/entries/rejudge.ts'

/** Counts what was judged again, and says which of it comes out otherwise: by declared changes, and by none. */
export function startRejudgeReport() {
  let judged = 0
  const undeclared: string[] = []
  const declared = new Map<DecidingChange, string[]>()

  return {
    take(kept: { entryId: string; decidingVersion: number }, otherwise: RejudgedOtherwise | undefined): void {
      judged++
      if (!otherwise) return
      const line = `entry ${kept.entryId}, by deciding rules ${kept.decidingVersion}: ${describe(otherwise)}`
      if (!otherwise.declared) undeclared.push(line)
      for (const change of otherwise.declared ?? [])
        declared.set(change, [...(declared.get(change) ?? []), line])
    },
    get undeclared(): number {
      return undeclared.length
    },
    words(): string {
      const byChange = [...declared]
        .toSorted(([one], [other]) => one.version - other.version)
        .flatMap(([{ version, kind, reason, expected }, lines]) => [
          `  ${lines.length} as declared with deciding rules ${version}, ${kind}:`,
          `    why: ${reason}`,
          `    expected: ${expected}`,
          ...lines.map((line) => `    ${line}`),
        ])
      if (undeclared.length > 0)
        return [
          `${undeclared.length} of ${judged} come out otherwise, and no change of the deciding rules declares it:`,
          ...undeclared.map((line) => `  ${line}`),
          ...byChange,
        ].join('\n')
      if (byChange.length === 0) return `${judged} judgements, all of them as before`
      return [
        `${judged} judgements, all of them as before but for what deciding rules ${DECIDING_VERSION} declare:`,
        ...byChange,
      ].join('\n')
    },
  }
}

function describe({ differences }: RejudgedOtherwise): string {
  return differences
    .map(({ place, then, now }) => `${place} ${JSON.stringify(then)} → ${JSON.stringify(now)}`)
    .join('; ')
}
