import { createOrganization } from '../../src/organization/organization.store.js'
import type { Floor } from './floor.js'

/** Another organization on the same floor: what it asks, it asks with tokens of its own. Closing it closes nothing. */
export async function openOtherOrganization(floor: Floor): Promise<Floor> {
  const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'Europe/Berlin' })
  return {
    ...floor,
    organizationId,
    ask: (document, variables, as) => floor.ask(document, variables, { organizationId, ...as }),
    get: (document, variables, as) => floor.get(document, variables, { organizationId, ...as }),
    token: (as) => floor.token({ organizationId, ...as }),
    close: () => Promise.resolve(),
  }
}
