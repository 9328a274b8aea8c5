import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { AuditEntity } from '../audit/auditEntity.js'
import { eraseContact } from '../audit/eraseContact.js'
import { readAuditTrail } from '../audit/readAuditTrail.js'
import { readCallRecords } from '../call/readCallRecords.js'
import { NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { AuditRecordConnectionType, CallRecordConnectionType } from './audit.types.js'
import type { GraphQLContext } from './context.js'
import { ContactType } from './floor.types.js'
import { AuditEntityEnum } from './words.js'

@Resolver()
export class AuditResolver {
  @Query(() => AuditRecordConnectionType, {
    description: 'Every change of one thing, oldest first. An empty page when nothing is known of it.',
  })
  auditTrail(
    @Arg('entity', () => AuditEntityEnum, { description: 'What it is.' }) entity: AuditEntity,
    @Arg('id', () => String, { description: "Its id, parts joined by ':' where it has several." }) id: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'At most this many, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of an earlier page.' })
    after: string | null | undefined,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<AuditRecordConnectionType> {
    return readAuditTrail(
      work.database,
      caller.organizationId,
      { entity, id },
      { first: first ?? 50, after: after ?? null },
    )
  }

  @Query(() => CallRecordConnectionType, {
    description:
      'The calls to one contact, or to one number whoever has it now. BAD_USER_INPUT unless exactly one of the two is given.',
  })
  callRecords(
    @Arg('contactId', () => ID, { nullable: true, description: 'Calls to this contact.' })
    contactId: string | null | undefined,
    @Arg('phone', () => String, { nullable: true, description: 'Calls to this number, E.164.' })
    phone: string | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50, description: 'At most this many, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of an earlier page.' })
    after: string | null | undefined,
    @Ctx() { work, caller }: GraphQLContext,
  ): Promise<CallRecordConnectionType> {
    return readCallRecords(
      work.database,
      caller.organizationId,
      { contactId: contactId ?? null, phone: phone ?? null },
      { first: first ?? 50, after: after ?? null },
    )
  }

  @Mutation(() => ContactType, {
    description:
      'Erases a person: everything personal, everywhere, and in the audit log; the chain still holds. Call records keep the called number until they need not be kept any longer; a do-not-call entry stays. NOT_FOUND, CONFLICT while an agent holds an entry of the contact.',
  })
  async eraseContact(
    @Arg('contactId', () => ID, { description: 'The contact.' }) contactId: string,
    @Arg('reason', () => String, { description: 'Why, 1 to 500 characters.' }) reason: string,
    @Ctx() { work, caller, loaders }: GraphQLContext,
  ): Promise<ContactType> {
    const id = checkId('contactId', contactId)
    await eraseContact(work, caller.organizationId, id, reason)
    const contact = await loaders.contact.load(id)
    if (contact === null) throw new NotFoundError('Contact')
    return contact
  }
}
