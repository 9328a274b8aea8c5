import type { AnyVariables, Client, OperationResult, TypedDocumentNode } from 'urql'
import { dataOf } from '../api/answer.js'
import { codeOf } from '../api/client.js'
import type { DeskAgent, DeskEntry } from './desk.types.js'
import type { DeskEvent } from './deskState.js'
import {
  CallingHoursDocument,
  ChangesDocument,
  DeskDocument,
  DeskSettingDocument,
  HeartbeatDocument,
  NextContactDocument,
  PastEntryDocument,
  RenewLeaseDocument,
  SaveNotesDocument,
  SetStatusDocument,
  StepDocument,
  type CallingHoursQuery,
  type CallingHoursQueryVariables,
  type DeskSettingQuery,
  type PastEntryQuery,
} from './generated/graphql.js'
import type { Intention } from './intention.js'
import type { Refusal } from './notice.js'

/** An answer that has not come by then counts as lost (milliseconds): a network that is gone may say nothing at all. */
const PATIENCE_MS = 10_000

/** Where the agent stands. */
export interface Standing {
  readonly agent: DeskAgent
  readonly entry: DeskEntry | null
}

/** The desk's questions and orders to the API. A question that got no answer gives null; nothing throws. */
export class DeskApi {
  constructor(private readonly client: Client) {}

  async standing(): Promise<(Standing & { readonly serverTime: string }) | null> {
    const answer = await this.ask(DeskDocument, {})
    const standing = standingOf(answer?.me.agent)
    return answer === null || standing === null ? null : { ...standing, serverTime: answer.serverTime }
  }

  async setting(): Promise<DeskSettingQuery | null> {
    return this.ask(DeskSettingDocument, {})
  }

  /** Says that the agent is there, and where it stands. */
  async heartbeat(): Promise<Standing | null> {
    return standingOf(dataOf(await this.order(HeartbeatDocument, {}))?.heartbeat)
  }

  /** When the hold now ends; `isLost` when it has ended; null without an answer. */
  async renewLease(
    entryId: string,
  ): Promise<{ readonly isLost: boolean; readonly leaseExpiresAt: string | null } | null> {
    const result = await this.order(RenewLeaseDocument, { entryId })
    const data = dataOf(result)
    if (data !== null) return { isLost: false, leaseExpiresAt: data.renewLease.leaseExpiresAt }
    return codeOf(result.error) === 'LEASE_LOST' ? { isLost: true, leaseExpiresAt: null } : null
  }

  /** What became of an entry; null when this agent may not know, or without an answer. */
  async pastEntry(id: string): Promise<PastEntryQuery['dialQueueEntry']> {
    return (await this.ask(PastEntryDocument, { id }))?.dialQueueEntry ?? null
  }

  /** Saves the notes of an entry that is in the agent's hands. */
  async saveNotes(entryId: string, notes: string): Promise<void> {
    await this.order(SaveNotesDocument, { input: { entryId, notes } })
  }

  async callingHours(variables: CallingHoursQueryVariables): Promise<CallingHoursQuery['callingHours'] | null> {
    return (await this.ask(CallingHoursDocument, variables))?.callingHours ?? null
  }

  /** Carries out what the agent wants, once however often it is sent, and gives what it makes of the desk. */
  async carryOut(intention: Intention): Promise<DeskEvent> {
    switch (intention.kind) {
      case 'next': {
        const { campaignId, key } = intention
        const result = await this.order(NextContactDocument, { input: { campaignId, idempotencyKey: key } })
        const answer = dataOf(result)?.nextContact
        return answer === undefined ? failureOf(result) : { type: 'handedOut', ...answer, now: Date.now() }
      }
      case 'step': {
        const result = await this.order(StepDocument, { input: { ...intention.input, idempotencyKey: intention.key } })
        const answer = dataOf(result)?.updateQueueStatus
        return answer === undefined ? failureOf(result) : { type: 'stepped', ...answer }
      }
      case 'status': {
        const { status, reason } = intention
        const result = await this.order(SetStatusDocument, { input: { status, reason } })
        const agent = dataOf(result)?.setAgentStatus
        return agent === undefined ? failureOf(result) : { type: 'statusSet', agent }
      }
    }
  }

  /** Calls `listener` whenever something changed in these campaigns, and once at first. Gives how to stop. */
  onChanges(campaignIds: string[], listener: () => void): () => void {
    const subscription = this.client.subscription(ChangesDocument, { campaignIds }).subscribe(listener)
    return () => {
      subscription.unsubscribe()
    }
  }

  private async ask<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data | null> {
    const context = { requestPolicy: 'network-only', fetch: impatientFetch } as const
    return dataOf(await this.client.query(document, variables, context).toPromise())
  }

  private order<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<OperationResult<Data, Variables>> {
    return this.client.mutation(document, variables, { fetch: impatientFetch }).toPromise()
  }
}

const impatientFetch: typeof fetch = (input, init) => {
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(init?.signal == null ? [] : [init.signal])]
  return fetch(input, { ...init, signal: AbortSignal.any(signals) })
}

function standingOf(agent: (DeskAgent & { currentEntry: DeskEntry | null }) | null | undefined): Standing | null {
  if (agent == null) return null
  const { currentEntry, ...rest } = agent
  return { agent: rest, entry: currentEntry }
}

/** A server that cannot work now may have done it or not; who has to sign in again sends it again afterwards. */
const noAnswers: readonly string[] = ['SERVICE_UNAVAILABLE', 'UNAUTHENTICATED']

/** No answer, or a refusal. */
function failureOf({ error }: Pick<OperationResult, 'error'>): DeskEvent {
  const code = codeOf(error)
  if (code === null || noAnswers.includes(code)) return { type: 'unanswered' }
  const first = error?.graphQLErrors[0]
  const refusal: Refusal = { code, message: first?.message ?? '', details: first?.extensions ?? {} }
  return { type: 'refused', refusal }
}
