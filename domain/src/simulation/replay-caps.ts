import type { CampaignRules } from '../campaigns/campaign.ts'
import type { Decision } from '../decisions/decision.ts'
import type { EntryHistory } from '../decisions/entry-history.ts'

/** What hangs on how a person's other entries were decided. */
type Standing = Pick<EntryHistory, 'pointsToday' | 'pointsInCampaign' | 'approvedEntries' | 'stamps'>

type Credit = Pick<Decision, 'points' | 'stamps'> & { shopperId: string; decidedOn: string }

/** Starts to count what fills while a campaign goes on: each person's day and campaign, and the budget of all. */
export function startCaps({ budget_points }: Pick<CampaignRules, 'budget_points'>) {
  const people = new Map<string, Standing & { day: string }>()
  let left = budget_points

  const personOn = (shopperId: string, day: string) => {
    const person = people.get(shopperId) ?? {
      day,
      pointsToday: 0,
      pointsInCampaign: 0,
      approvedEntries: 0,
      stamps: 0,
    }
    if (person.day !== day) Object.assign(person, { day, pointsToday: 0 })
    people.set(shopperId, person)
    return person
  }
  const move = ({ shopperId, decidedOn, points, stamps }: Credit, sign: 1 | -1) => {
    const person = people.get(shopperId)!
    if (person.day === decidedOn) person.pointsToday += sign * points
    person.pointsInCampaign += sign * points
    person.approvedEntries += sign
    person.stamps += sign * stamps
    if (left !== null) left -= sign * points
  }

  return {
    standing(shopperId: string, day: string): Standing {
      const { day: _, ...standing } = personOn(shopperId, day)
      return standing
    },
    /** As an entry is decided: where the budget does not hold the points, once more with what is left of it. */
    withinBudget(decideWith: (budgetLeft: number | null) => Decision): Decision {
      const decision = decideWith(null)
      return left === null || decision.points <= left ? decision : decideWith(left)
    },
    fill: (credit: Credit) => move(credit, 1),
    undo: (credit: Credit) => move(credit, -1),
  }
}
