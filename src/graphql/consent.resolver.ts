import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { browseConsents } from '../consent/browseConsents.js'
import { recordConsent, revokeConsent } from '../consent/recordConsent.js'
import { recordReassignedAnswers } from '../consent/recordReassignedAnswers.js'
import { BadInputError } from '../domainError.js'
import {
  ConsentConnectionType,
  ConsentType,
  RecordConsentInput,
  RecordConsentPayloadType,
  RecordReassignedAnswersInput,
  RecordReassignedAnswersPayloadType,
  RevokeConsentInput,
  RevokeConsentPayloadType,
} from './consent.types.js'
import type { GraphQLContext } from './context.js'
import { ContactType } from './floor.types.js'

@Resolver()
export class ConsentResolver {
  @Query(() => ConsentConnectionType, {
    description:
      'All that was ever recorded of a contact and its numbers, or of a number, as it was recorded. Exactly one of the two. NOT_FOUND for the contact.',
  })
  consents(
    @Arg('contactId', () => ID, { nullable: true, description: 'Of this contact and of its numbers.' })
    contactId: string | null,
    @Arg('phone', () => String, {
      nullable: true,
      description: 'Of this number. E.164, or any international form that starts with +.',
    })
    phone: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'Page size, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after: string | null,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<ConsentConnectionType> {
    return browseConsents(work.database, caller.organizationId, {
      ...{ contactId: contactId ?? null, phone: phone ?? null, first: first ?? 50, after: after ?? null },
    })
  }

  @Mutation(() => RecordConsentPayloadType, {
    description:
      'Writes down what a person has said about being called; whom it makes dialable is queued at the next refill. An AGENT may give a contact that is or was in its hands. NOT_FOUND.',
  })
  recordConsent(
    @Arg('input', () => RecordConsentInput, { description: 'Who, on what basis, since when, and the proof.' })
    input: RecordConsentInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RecordConsentPayloadType> {
    const { contactId, phone, basis, givenAt, source, expiresAt } = input
    return recordConsent(work, caller, {
      ...{ contactId: contactId ?? null, phone: phone ?? null, basis, source },
      ...{ givenAt: givenAt ?? null, expiresAt: expiresAt ?? null },
    })
  }

  @Mutation(() => RevokeConsentPayloadType, {
    description:
      'Withdraws all that a contact, or a number, had given. What waits on it is cancelled: nothing of it is handed out after this has answered. An AGENT may give a contact that is or was in its hands. NOT_FOUND.',
  })
  revokeConsent(
    @Arg('input', () => RevokeConsentInput, { description: 'Who, and why.' }) input: RevokeConsentInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RevokeConsentPayloadType> {
    const { contactId, phone, reason } = input
    return revokeConsent(work, caller, { contactId: contactId ?? null, phone: phone ?? null, reason })
  }

  @Mutation(() => RecordReassignedAnswersPayloadType, {
    description:
      'Writes down answers of the reassigned-numbers database. YES voids for its number what was given up to then: what waits on it is cancelled.',
  })
  async recordReassignedAnswers(
    @Arg('input', () => RecordReassignedAnswersInput, { description: 'The answers.' })
    { answers }: RecordReassignedAnswersInput,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<RecordReassignedAnswersPayloadType> {
    return { cancelled: await recordReassignedAnswers(work, caller.organizationId, answers) }
  }
}

const LARGEST_PAGE = 100

@Resolver(() => ContactType)
export class ConsentFields {
  @FieldResolver(() => [ConsentType], {
    description: 'What was ever recorded of it and of its numbers, the latest first. Page by page: consents.',
  })
  consents(
    @Root() { id }: ContactType,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'At most this many, 1 to 100.' })
    first: number | null,
    @Ctx() { loaders }: GraphQLContext,
  ): Promise<ConsentType[]> {
    const limit = first ?? 20
    if (limit < 1 || limit > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
    return loaders.consents(limit).load(id)
  }
}
