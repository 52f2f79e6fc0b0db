import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes a quarter of a minute or more on a quiet machine, longest first: whole programs, photos, real waits. */
const LONG = [
  'measure-commands.test',
  'prove-commands.test',
  'every-screen.test',
  'read-receipt.test',
  'tests/browser/',
  'readme-commands.test',
  'every-course.test',
  'accuracy-floor.test',
  'open-reader.test',
  'tests/journeys/',
  'runs.test',
  'prove.slips.test',
  'load-world.test',
  'find-paper.test',
  'commands.test',
  'workers.test',
]

/** Begins with the longest files, so that no worker is left alone with one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((name) => moduleId.includes(name))
      return found < 0 ? LONG.length : found
    }
    return (await super.sort(specifications)).toSorted((a, b) => rank(a) - rank(b))
  }
}
