import { offlineProblem, parseProblem } from '../../api/problem.ts'
import { urlOf, withSession } from '../../api/request.ts'
import type { UploadedCodes } from '../../api/staff-views.ts'

/** Sends a file of codes as it is. Throws `ApiProblem`. */
export function uploadCodes(rewardId: string, text: string): Promise<UploadedCodes> {
  return withSession(async () => {
    const response = await fetch(urlOf('/api/staff/rewards/:id/codes', { id: rewardId }), {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: text,
      credentials: 'same-origin',
    }).catch(() => {
      throw offlineProblem()
    })
    const answer = await response.text()
    if (!response.ok) throw parseProblem(response.status, answer)
    return JSON.parse(answer) as UploadedCodes
  })
}
