import { type InjectionKey, inject, provide, watch } from 'vue'
import { get, request } from '../../api/request.ts'
import type { Publication, StaffCampaign } from '../../api/staff-views.ts'
import { useLoad } from '../use-load.ts'

/** The open campaign as the server has it, and what can be done with it as a whole. */
export function openCampaign(id: () => string) {
  const url = () => `/api/staff/campaigns/${id()}`
  const { data, problem, reload, replace } = useLoad(() => get<StaffCampaign>(url()))

  async function ask(method: string, what: string, body: object): Promise<StaffCampaign> {
    const answer = await request<StaffCampaign>(method, `${url()}/${what}`, body)
    replace(answer)
    return answer
  }

  watch(
    id,
    () => {
      replace(undefined)
      void reload()
    },
    { immediate: true },
  )
  const campaign = {
    campaign: data,
    problem,
    url,
    reload,
    publish: (publication: Publication) => ask('POST', 'publish', publication),
    end: () => ask('POST', 'end', {}),
    saveDraft: (revision: number, rules: object) => ask('PUT', 'draft', { revision, rules }),
  }
  provide(CAMPAIGN, campaign)
  return campaign
}

export type OpenCampaign = ReturnType<typeof openCampaign>
const CAMPAIGN: InjectionKey<OpenCampaign> = Symbol('campaign')

export function useCampaign(): OpenCampaign {
  return inject(CAMPAIGN)!
}
