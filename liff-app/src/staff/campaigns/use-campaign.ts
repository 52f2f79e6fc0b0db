import { type InjectionKey, inject, provide } from 'vue'
import { request } from '../../api/request.ts'
import type { Publication, StaffCampaign } from '../../api/staff-views.ts'
import { useAnswer } from '../kit/use-answer.ts'

/** The open campaign as the server has it, and what can be done with it as a whole. */
export function openCampaign(id: () => string) {
  const param = () => ({ id: id() })
  const { data, problem, reload, replace } = useAnswer('/api/staff/campaigns/:id', () => ({ param: param() }))

  async function show(asked: Promise<StaffCampaign>): Promise<StaffCampaign> {
    const answer = await asked
    replace(answer)
    return answer
  }

  const campaign = {
    campaign: data,
    problem,
    param,
    reload,
    publish: (json: Publication) =>
      show(request('POST', '/api/staff/campaigns/:id/publish', { param: param(), json })),
    /** Asks for the word of a second person on the draft as it was saved last. */
    askApproval: () =>
      show(
        request('POST', '/api/staff/campaigns/:id/approval', {
          param: param(),
          json: { revision: data.value!.revision },
        }),
      ),
    answerApproval: (json: { outcome: 'approved' | 'declined'; note: string | null }) =>
      show(
        request('PUT', '/api/staff/campaigns/:id/approval', {
          param: param(),
          json: {
            ...json,
            revision: data.value!.revision,
            contentSha256: data.value!.draft.approval.contentSha256,
          },
        }),
      ),
    end: () => show(request('POST', '/api/staff/campaigns/:id/end', { param: param(), json: {} })),
    archive: (archived: boolean) =>
      show(request('PUT', '/api/staff/campaigns/:id/archive', { param: param(), json: { archived } })),
    saveDraft: (revision: number, rules: Record<string, unknown>) =>
      show(request('PUT', '/api/staff/campaigns/:id/draft', { param: param(), json: { revision, rules } })),
  }
  provide(CAMPAIGN, campaign)
  return campaign
}

export type OpenCampaign = ReturnType<typeof openCampaign>
const CAMPAIGN: InjectionKey<OpenCampaign> = Symbol('campaign')

export function useCampaign(): OpenCampaign {
  return inject(CAMPAIGN)!
}
