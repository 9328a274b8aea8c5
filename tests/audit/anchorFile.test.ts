import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnchorFile, readAnchors } from '../../src/audit/anchorFile.js'
import { verifyAudit } from '../../src/audit/verifyAudit.js'
import { openShift, openFloor, type Floor } from '../support/floor.js'
import { chainAll } from './trail.js'

let floor: Floor
let directory: string
beforeAll(async () => {
  floor = await openFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-anchors-'))
})
afterAll(async () => {
  await floor.close()
  await rm(directory, { recursive: true })
})

const head = (seq: number) => ({ organizationId: '1', seq, hash: Buffer.alloc(32, seq) })

describe('the file of anchors', () => {
  it('is read again after the machine stopped in the middle of a line and went on', async () => {
    const path = join(directory, 'torn.jsonl')
    await new AnchorFile(path, () => undefined).append([head(1)])
    await appendFile(path, '{"organizationId":"1","seq":2,"ha')
    await new AnchorFile(path, () => undefined).append([head(3)])
    expect((await readAnchors(path)).map(({ seq }) => seq)).toEqual([1, 3])
  })

  it('may hold the anchors of a year, one a minute', async () => {
    await openShift(floor, { contacts: 1, agents: 1 })
    await chainAll(floor)
    const anchors = Array.from({ length: 525_600 }, (_, index) => ({
      organizationId: floor.organizationId,
      seq: 1_000_000 + index,
      hash: '00'.repeat(32),
      at: '2026-01-01T00:00:00Z',
    }))
    const { fault } = await verifyAudit(floor.database, floor.organizationId, anchors)
    expect(fault).toMatchObject({ kind: 'CUT_OFF' })
  })
})
