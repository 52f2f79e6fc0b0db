import { request } from '../../../api/request.ts'
import type { Draws } from '../../../api/staff-views.ts'
import { useAnswer } from '../../kit/use-answer.ts'
import { useCampaign } from '../use-campaign.ts'

export type Draw = Draws['draws'][number]

/** Chance in the open campaign, and what follows once a draw's tickets are fixed (DrawCard.vue): each step is taken once. */
export function useDraws() {
  const { campaign, param } = useCampaign()
  // Before the first publication there is nothing that the server could tell.
  const { data, problem, reload, replace } = useAnswer('/api/staff/campaigns/:id/draws', () =>
    campaign.value && campaign.value.version !== null ? { param: param() } : null,
  )
  return {
    draws: data,
    problem,
    reload,
    draw: async (draw: Draw, publicValue: string | null) =>
      replace(
        await request('POST', '/api/staff/campaigns/:id/draws/:drawId/draw', {
          param: { ...param(), drawId: draw.id },
          json: { publicValue },
        }),
      ),
    reveal: async () =>
      replace(await request('POST', '/api/staff/campaigns/:id/draws/reveal', { param: param() })),
  }
}
