import { accounts, refreshTouched, staff, type Db } from '@tamaru/db'
import { addDays, CampaignRules, startOfTokyoDay, type Reading } from '@tamaru/domain'
import { parseEnv } from '../../api/src/env.ts'
import { keepHouse } from '../../api/src/keep-house.ts'
import { deleteOldPhotos } from '../../api/src/retention/delete-old-photos.ts'
import { addSegment } from '../../api/src/segments/save-segment.ts'
import { DEMO_CONTACT_KEY, DEMO_LINE } from '../demo-line.ts'
import { demoCampaign } from '../seed/demo-campaign.ts'
import { demoStaff } from '../seed/demo-people.ts'
import { furnishAccount } from '../seed/furnish-account.ts'
import { openPast, type Past } from '../seed/open-past.ts'
import { livePeople } from './live-people.ts'
import { drawPeople } from './people.ts'
import { at, planYear, type World } from './plan-year.ts'
import { workOnDesk } from './work-on-desk.ts'
import { keepInMemory, nameOf } from './world-photo.ts'
import { worldSegments } from './world-segments.ts'

/** As little as may be kept, so that the world is as small as it may be: nobody needs its old words. */
const RETENTION_DAYS = 'photos=30 message_words=30 done_jobs=15 events=2'
/** So many groups of people live beside each other, each by a clock of its own within the day. */
const LANES = 10

/** The last moment of a world. */
export const endOf = ({ first, days }: World): Date =>
  new Date(startOfTokyoDay(addDays(first, days)).getTime() - 1000)

/**
 * Lets people live a world through in an empty, migrated database, by the product's own use cases. `told` hears of each day
 * that is over.
 */
export async function liveWorld(
  db: Db,
  world: World & { people: number },
  told: (day: number) => void = () => {},
): Promise<void> {
  const began = new Date(startOfTokyoDay(world.first).getTime() - 3_600_000)
  const { LINE_LOGIN_CHANNEL_ID: loginChannelId } = DEMO_LINE
  const account = await accounts.ensure(db, { slug: 'minato', name: 'ミナト食品', loginChannelId }, began)
  const people = drawPeople(world.people, world.days, world.seed)
  const env = parseEnv({
    ...DEMO_LINE,
    ...{ CONTACT_KEY: DEMO_CONTACT_KEY, DATABASE_URL: 'postgresql://nowhere/world', RETENTION_DAYS },
  })
  const photos = keepInMemory()
  const known = new Map(people.map((person) => [person.lineUserId, person]))
  const shown = new Map<string, Reading>()
  const open = () =>
    openPast({ db, photos, env }, account, began, {
      async profile(lineUserId) {
        const { name, lineLanguage } = known.get(lineUserId)!
        return { outcome: 'profile', profile: { displayName: name, pictureUrl: null, lineLanguage } }
      },
      read: (photo) => shown.get(nameOf(photo))!,
      bearsWarnings: true,
    })
  const desk = open()
  const rules = worldCampaign(world)
  const { rewardIds } = await furnishAccount(
    desk.ports,
    account.id,
    rules,
    addDays(world.first, world.days - 1),
  )
  const living = { accountId: account.id, teaId: rewardIds.tea, shown }
  const lanes = Array.from({ length: LANES }, (_, lane) => {
    const past = open()
    return { past, live: livePeople(past, { ...living, seed: `${world.seed}-${lane}` }) }
  })
  const acts = planYear(people, world)
  for (let [day, next] = [0, 0]; day < world.days; day++) {
    const midnight = at(world, day + 1, 0)
    const until = acts.findIndex((act, n) => n >= next && act.at >= midnight)
    const today = acts.slice(next, until < 0 ? acts.length : until)
    next += today.length
    await desk.goTo(at(world, day, 3))
    await keepHouse(desk.ports)
    await desk.goTo(at(world, day, 7))
    await Promise.all([
      desk.goTo(at(world, day, 10.5)).then(() => workOnDesk(desk, account.id)),
      ...lanes.map(async ({ past, live }, lane) => {
        for (const act of today.filter(({ who }) => who.n % LANES === lane)) await live(act)
        await past.goTo(new Date(midnight.getTime() - 1000))
      }),
    ])
    await desk.goTo(new Date(midnight.getTime() - 1000))
    told(day)
  }
  await tidyUp(desk, account.id, world)
}

/** What is done once the last day is over. */
async function tidyUp(desk: Past, accountId: string, world: World): Promise<void> {
  const { ports } = desk
  await workOnDesk(desk, accountId)
  await desk.goTo(endOf(world))
  const owner = (await staff.findByLineUser(ports.db, accountId, demoStaff[0].lineUserId))!
  for (const segment of await worldSegments(ports.db, accountId)) await addSegment(ports, owner, segment)
  await keepHouse(ports)
  // The pictures were never there to be seen.
  while ((await deleteOldPhotos(ports, accountId, endOf(world))) > 0);
  await refreshTouched(ports.db, endOf(world))
}

/** The demo's campaign, for as long as the world lasts and somewhat longer: who opens it can still take part. */
function worldCampaign({ first, days }: World): CampaignRules {
  const end = addDays(first, days)
  const period = {
    purchasedFrom: addDays(first, -365),
    purchasedUntil: addDays(end, 60),
    entryUntil: addDays(end, 67),
  }
  const rules = demoCampaign(end)
  const draws = rules.draws.map((draw) => ({ ...draw, drawnFrom: addDays(period.entryUntil, 1) }))
  return CampaignRules.parse({ ...rules, ...period, draws })
}
