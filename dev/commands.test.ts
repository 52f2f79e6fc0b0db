import { accounts, audit, campaignDrafts, campaigns, offers, photos, staff } from '@tamaru/db'
import { openPhotoStore, photoKey } from '@tamaru/db/photo-store'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../tests/support/fresh-database.ts'
import { behindStart, exifWith, SECRET } from '../tests/support/make-noted-photo.ts'
import { makeAccount, makeShopper } from '../tests/support/make-people.ts'
import { makePhoto } from '../tests/support/make-photo.ts'
import { makeRules } from '../tests/support/make-rules.ts'
import { runScript } from '../tests/support/run-command.ts'
import { DEMO_LINE } from './demo-line.ts'

const database = await freshDatabase()
const { db } = database
const photoFolder = await mkdtemp(path.join(tmpdir(), 'tamaru-photos-'))
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(photoFolder, { recursive: true })
})

const account = () => accounts.findByLoginChannel(db, DEMO_LINE.LINE_LOGIN_CHANNEL_ID)

/** A command as on a server: configured by its environment alone. */
const run = (command: string, ...given: string[]) =>
  runScript(`dev/${command}`, given, { ...DEMO_LINE, DATABASE_URL: database.url, PHOTO_STORE: photoFolder })

test('migrate makes the account and may be run again', async () => {
  expect(await run('migrate.ts')).toMatchObject({ code: 0, out: expect.stringContaining('up to date') })
  expect(await account()).toMatchObject({ slug: 'minato' })
  expect(await run('migrate.ts')).toMatchObject({ code: 0 })
})

test('publish-campaign publishes the example of the documentation', async () => {
  expect(await run('publish-campaign.ts', 'docs/campaign.example.json', 'winter')).toMatchObject({ code: 0 })
  expect(await campaigns.findInForce(db, (await account())!.id, new Date())).toMatchObject({
    slug: 'winter',
    version: 1,
  })
})

test('publish-campaign names what is wrong with a file and publishes nothing', async () => {
  const refused = await run('publish-campaign.ts', 'package.json')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('pointsPerProduct') })
  expect(await campaigns.findInForce(db, (await account())!.id, new Date())).toMatchObject({ slug: 'winter' })
})

describe('a campaign over a cap of the prize law', () => {
  const publish = async (...given: string[]) => {
    const rules = {
      ...makeRules({ pointsPerProduct: 201 }),
      prizeBasis: { kind: 'to_everyone', transaction_yen: 128, expectedSales_yen: 1_000_000 },
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-campaign-'))
    const file = path.join(folder, 'bold.json')
    await writeFile(file, JSON.stringify(rules))
    const ended = await run('publish-campaign.ts', file, 'bold', ...given)
    await rm(folder, { recursive: true })
    return ended
  }
  const versions = async () => {
    const { items: found } = await campaignDrafts.list(db, (await account())!.id, 'kept', {
      sort: '-made',
      limit: 50,
    })
    return found.find(({ slug }) => slug === 'bold')?.version
  }

  test('is not published, and publish-campaign shows why', async () => {
    const refused = await publish()
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringMatching(/OVER 201 of 200 yen.*第5号.*--override/s),
    })
    expect(await publish('--override', 'nobody said why')).toMatchObject({ code: 1 })
    expect(await versions()).toBeUndefined()
  })

  test('is published by the word of a named person', async () => {
    const published = await publish('--override', '法務 森: 値引に当たると確認済み', '--note', '社長決裁')
    expect(published).toMatchObject({ code: 0, out: expect.stringContaining('version 1') })
    const { id } = (await account())!
    const bold = (await campaignDrafts.list(db, id, 'kept', { sort: '-made', limit: 50 })).items.find(
      ({ slug }) => slug === 'bold',
    )!
    const version = await campaigns.findPublished(db, id, bold.id)
    expect(version).toMatchObject({
      note: '社長決裁',
      override: { name: '法務 森', reason: '値引に当たると確認済み' },
    })
    const {
      items: [event],
    } = await audit.list(db, id, { subject: `campaign:${bold.id}` }, { limit: 1 })
    expect(event).toMatchObject({ act: 'campaign.publish', staffId: null, after: { version: 1 } })
  })
})

describe('set-offers', () => {
  const enabled = async () =>
    (await offers.listEnabled(db, (await account())!.id)).map(({ rule }) => rule.name)
  const set = async (given: unknown) => {
    const file = path.join(photoFolder, 'offers.json')
    await writeFile(file, JSON.stringify(given))
    return run('set-offers.ts', file)
  }

  test('makes the offers of the documentation, once however often it is run', async () => {
    for (const _time of [1, 2])
      expect(await run('set-offers.ts', 'docs/offers.example.json')).toMatchObject({ code: 0 })
    expect(await enabled()).toEqual(['お茶を買って、チップスはまだの人へ'])
    const { out } = await run('set-offers.ts', 'docs/offers.example.json')
    expect(out).toContain('0 of the 0 who agreed to offers')
    const {
      items: [event],
    } = await audit.list(db, (await account())!.id, {}, { limit: 1 })
    expect(event).toMatchObject({ act: 'offers.set', staffId: null })
  })

  test('ends those that the file leaves out, and takes one up again under its name', async () => {
    const [example] = JSON.parse(await readFile('docs/offers.example.json', 'utf8')) as Record<
      string,
      unknown
    >[]
    const [{ id } = { id: '' }] = await offers.listEnabled(db, (await account())!.id)
    expect(await set([])).toMatchObject({ code: 0 })
    expect(await enabled()).toEqual([])
    expect(await set([{ ...example, title: 'のり塩もいかが?' }])).toMatchObject({ code: 0 })
    expect(await offers.listEnabled(db, (await account())!.id)).toMatchObject([
      { id, rule: { title: 'のり塩もいかが?' } },
    ])
  })

  test.each([
    ['a product that the account has not', { neverProductIds: ['nori-chps-60'] }, 'nori-chps-60'],
    ['a title that LINE does not take', { title: 'の'.repeat(41) }, 'title'],
    ['an address that LINE does not open', { link: 'javascript:alert(1)' }, 'link'],
  ])('refuses %s and changes nothing', async (_what, fault, named) => {
    const [example] = JSON.parse(await readFile('docs/offers.example.json', 'utf8')) as Record<
      string,
      unknown
    >[]
    expect(await set([{ ...example, ...fault }])).toMatchObject({
      code: 1,
      err: expect.stringContaining(named),
    })
    expect(await enabled()).toHaveLength(1)
  })
})

test('erase-person deletes again, by its receipts, who came back with a restored backup', async () => {
  const lineUserId = `U${'0e'.repeat(16)}`
  const { id: shopperId } = await makeShopper(db, (await account())!.id, { lineUserId })
  expect(await run('erase-person.ts', lineUserId)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`${shopperId} leads to nobody`),
  })
  const file = path.join(photoFolder, 'receipts.ndjson')
  await writeFile(file, (await run('erase-person.ts', '--receipts')).out)

  await using restored = await freshDatabase()
  const there = (...given: string[]) =>
    runScript('dev/erase-person.ts', given, {
      ...DEMO_LINE,
      DATABASE_URL: restored.url,
      PHOTO_STORE: photoFolder,
    })
  const { id: accountId } = await makeAccount(restored.db, {
    loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID,
  })
  expect((await there('--again', file)).out).toContain('1 of people who are not in this database')
  await restored.db`
    insert into shopper (id, account_id, line_user_id, created_at)
    values (${shopperId}, ${accountId}, ${lineUserId}, ${new Date()})`
  expect((await there('--again', file)).out).toContain('1 done again')
  expect((await there('--again', file)).out).toContain('1 still hold')
  expect(await restored.db`select 1 from shopper where line_user_id = ${lineUserId}`).toHaveLength(0)
})

test('grant-role makes the first owner', async () => {
  const lineUserId = `U${'0a'.repeat(16)}`
  expect(await run('grant-role.ts', lineUserId, 'owner', '森 みどり')).toMatchObject({ code: 0 })
  const person = await staff.findByLineUser(db, (await account())!.id, lineUserId)
  expect(person).toMatchObject({ role: 'owner', displayName: '森 みどり' })
  const {
    items: [event],
  } = await audit.list(db, person!.accountId, { subject: `staff:${person!.id}` }, { limit: 10 })
  expect(event).toMatchObject({ act: 'staff.grant', staffId: null, before: null, after: { role: 'owner' } })
})

test.each([
  ['an id that is none of LINE’s', ['森', 'owner', '森 みどり']],
  ['a role that there is not', [`U${'0a'.repeat(16)}`, 'boss', '森 みどり']],
  ['no name', [`U${'0a'.repeat(16)}`, 'owner']],
])('grant-role refuses %s', async (_what, given) => {
  expect(await run('grant-role.ts', ...given)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Name'),
  })
})

test('verify-audit tells the head of the log, and finds what was done to it', async () => {
  const whole = await run('verify-audit.ts')
  expect(whole).toMatchObject({
    code: 0,
    out: expect.stringMatching(/[1-9]\d* event\(s\) hang together\nhead [0-9a-f]{64}$/m),
  })
  const head = /[0-9a-f]{64}/.exec(whole.out)![0]
  expect(await run('verify-audit.ts', '--head', head)).toMatchObject({ code: 0 })
  const other = await run('verify-audit.ts', '--head', 'ab'.repeat(32))
  expect(other).toMatchObject({ code: 1, err: expect.stringContaining('cut off or written anew') })
  expect(await run('verify-audit.ts', '--head', 'yesterday')).toMatchObject({ code: 1 })

  await db`alter table audit_event disable trigger user`
  await db`update audit_event set after = '{"role": "viewer"}'`
  const changed = await run('verify-audit.ts')
  expect(changed).toMatchObject({ code: 1, err: expect.stringContaining('event 1 (') })
})

test('strip-photos strips what was stored before photos were, and names what it does not understand', async () => {
  const { id: accountId } = (await account())!
  const store = openPhotoStore(photoFolder)
  const storeAsSent = async (bytes: Buffer) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await store.put(photoKey(accountId, sha256), bytes, 'image/jpeg')
    await photos.record(
      db,
      {
        accountId,
        sha256,
        mediaType: 'image/jpeg',
        bytes: bytes.length,
        strippedAt: null,
      },
      new Date(),
    )
    return photoKey(accountId, sha256)
  }
  const key = await storeAsSent(
    behindStart(Buffer.from(await makePhoto().arrayBuffer()), exifWith(6, SECRET)),
  )
  expect(await run('strip-photos.ts')).toMatchObject({
    code: 0,
    out: '1 photo(s) stripped, 0 not in the store\n',
  })
  expect(Buffer.from((await store.get(key))!).includes(SECRET)).toBe(false)
  const odd = await storeAsSent(Buffer.from('no photo at all'))
  expect(await run('strip-photos.ts')).toMatchObject({ code: 1, err: expect.stringContaining(odd) })
})
