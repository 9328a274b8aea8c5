import { AnchorFile } from '../../src/audit/anchorFile.js'
import { chainAudit } from '../../src/audit/chainAudit.js'
import { verifyAudit, type ChainReport } from '../../src/audit/verifyAudit.js'
import type { Floor } from '../support/floor.js'

/** A row of the trail as the API shows it. */
export interface TrailView {
  readonly id: string
  readonly subject: string
  readonly role: string | null
  readonly agentId: string | null
  readonly requestId: string | null
  readonly entityId: string
  readonly action: string
  readonly changes: Record<string, unknown>
  readonly personal: Record<string, unknown> | null
  readonly isErased: boolean
  readonly rules: readonly string[]
}

/** The trail of one thing, as a supervisor sees it. */
export async function trailOf(floor: Floor, entity: string, id: string): Promise<TrailView[]> {
  type Data = { auditTrail: { edges: { node: TrailView }[] } }
  const { auditTrail } = await floor.get<Data>(
    `query ($entity: AuditEntity!, $id: String!) { auditTrail(entity: $entity, id: $id, first: 100) { edges { node {
      id subject role agentId requestId entityId action changes personal isErased rules } } } }`,
    { entity, id },
  )
  return auditTrail.edges.map(({ node }) => node)
}

/** Runs the job twice: everything is chained, and settled unless another transaction of the server still ran beside it. */
export async function chainAll(floor: Floor, anchorFile: string | null = null): Promise<void> {
  const anchors = new AnchorFile(anchorFile, () => undefined)
  const work = { database: floor.instance.work.database, anchors }
  // A second run settles what the first has seen.
  for (let run = 0; run < 2; run += 1) await chainAudit(work, new AbortController().signal, Infinity)
}

/** What `dialqueue audit verify` finds, without anchors. */
export function verify(floor: Floor): Promise<ChainReport> {
  return verifyAudit(floor.instance.work.database, floor.organizationId, [])
}
