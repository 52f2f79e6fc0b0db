import { get, request } from '../../../api/request.ts'
import type { Draws } from '../../../api/staff-views.ts'
import { useLoad } from '../../use-load.ts'
import { useCampaign } from '../use-campaign.ts'

export type Draw = Draws['draws'][number]

/** Chance in the open campaign, and what follows once a draw's tickets are fixed (DrawCard.vue): each step is taken once. */
export function useDraws() {
  const { campaign, url } = useCampaign()
  const { data, problem, reload, replace } = useLoad(() => get<Draws>(`${url()}/draws`))
  const step = async (path: string, body: object) =>
    replace(await request<Draws>('POST', `${url()}/draws/${path}`, body))
  // Before the first publication there is nothing that the server could tell.
  if (campaign.value?.version !== null) void reload()
  return {
    draws: data,
    problem,
    reload,
    draw: (draw: Draw, publicValue: string | null) => step(`${draw.id}/draw`, { publicValue }),
    reveal: () => step('reveal', {}),
  }
}
