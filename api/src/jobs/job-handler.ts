import type { JobResult, jobs } from '@tamaru/db'
import type { Ports } from '../ports.ts'

export type JobHandler = (job: jobs.Job, ports: Ports) => Promise<JobResult>
