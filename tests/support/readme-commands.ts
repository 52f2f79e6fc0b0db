import { demoShoppers } from '../../dev/seed/demo-people.ts'

/** How each command of the README is run at a small size, with what it prints. FOLDER is a folder of the test's own. */
export type Command = [given: string, prints: RegExp]

/** Those that look at what `npm start` keeps, or need its house. */
export const PROOFS: Command[] = [
  // First: what proves the rest proves it without somebody, too.
  [`npm run export-person -- ${demoShoppers[1]!.lineUserId} FOLDER/person`, /rows and \d+ photo/],
  [`npm run erase-person -- ${demoShoppers[1]!.lineUserId}`, /leads to nobody/],
  ['npm run audit', /The books are sound/],
  ['npm run rejudge', /\d+ judgements/],
  ['npm run verify-audit', /hang together/],
  ['npm run strip-photos', /0 photo\(s\) stripped, 0 not in the store/],
  ['npm run verify-draw -- FOLDER/record.json', /everything agrees/],
  ['npm run publish-campaign -- docs/campaign.example.json another', /is published for .* as version 1/],
  ['npm run set-offers -- docs/offers.example.json', /1 offer\(s\) are made for/],
  [`npm run grant-role -- U${'0a'.repeat(16)} owner 森`, /owner/],
  ['npm run simulate -- --campaign docs/campaign.example.json', /entries of \d+ shoppers/],
  ['npm run connect-line', /answered LINE’s test call/],
]

/** Those that need nothing but the repository, and bring up what they measure. */
export const MEASUREMENTS: Command[] = [
  ['npm run bench:ledger -- --small 50 --entries 100 --rounds 1 --connections 2', /the books are sound/],
  [
    'npm run bench:flood -- --times 2 --mib 8 --readers 3 --slow 3',
    /2 people’s photos of 15 MB at once .* 2 × 202/,
  ],
  ['npm run bench:matching -- --receipts 3', /precision/],
  ['npm run bench:duplicates -- --tills 1 --ways angle,shopper', /one receipt twice +1/],
  [
    'npm run bench:segments -- --people 200 --rounds 1 --rules 66',
    /"differences": 0[^]*"kinds_missing": \[\]/,
  ],
  ['npm run bench:import -- --rows 300 --json', /"taken":300/],
  ['npm run bench:path -- --count 1', /1 photos, one after another/],
  ['npm run bench:reading -- --count 1', /photos +1/],
  ['npm run bench:reading -- --unseen --count 3', /letters: part/],
]

/** Those too, which take long: they stand apart so that they run beside the others. */
export const LONG_PROOFS: Command[] = [
  ['npm run prove:restarts -- --count 1 --receipts 2', /Nothing is lost, doubled or left unanswered/],
  ['npm run fuzz -- --requests 150 --seed 7', /150 requests of seed 7[^]*\n0 fault/],
  ['npm run --silent read-receipt -- FOLDER/a.jpg', /"reading":\{"merchant"/],
  [
    'npm run --silent read-receipt -- --one FOLDER/a.jpg FOLDER/a.jpg',
    /"files":\["a.jpg","a.jpg"\].*"total":1771/,
  ],
  ['npm run make-world -- --people 2 --days 3 --to FOLDER/world.br', /2 people, until 2025-12-03/],
  ['npm run test:long -- domain/src/decisions/decide-whatever.test.ts', /1 passed/],
]

/** Those that a test of their own runs, at its path. */
export const TESTED_APART: Record<string, string> = {
  'deploy:dry-run': 'tests/worker-bundle.test.ts',
  judge: 'ocr-worker/src/cli/judge.test.ts',
}

/** The name of the npm script in a command line. */
export const scriptOf = ([given]: Command): string => /npm run (?:--silent )?(\S+)/.exec(given)![1]!
