import { offlineProblem, parseProblem } from '../../api/problem.ts'
import { urlOf, withSession } from '../../api/request.ts'
import type { ImportDetail } from '../../api/staff-views.ts'

/** Sends a file of people as it is, in whatever signs it was written. Throws `ApiProblem`. */
export function uploadImport(file: Blob, name: string): Promise<ImportDetail> {
  const type = /\.(ndjson|jsonl)$/i.test(name) ? 'application/x-ndjson' : 'text/csv'
  return withSession(async () => {
    const response = await fetch(`${urlOf('/api/staff/imports', {})}?${new URLSearchParams({ name })}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: file,
      credentials: 'same-origin',
    }).catch(() => {
      throw offlineProblem()
    })
    const answer = await response.text()
    if (!response.ok) throw parseProblem(response.status, answer)
    return JSON.parse(answer) as ImportDetail
  })
}
