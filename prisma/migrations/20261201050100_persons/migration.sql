-- The person behind a number: contacts that share a number are one person, unless the campaign says otherwise.

-- How far what was said to one contact of a person counts for the others; null: NUMBER_IN_CAMPAIGN, and CONTACT in a campaign
-- that calls businesses, where a number is a switchboard.
ALTER TABLE "campaign" ADD COLUMN "person_scope" TEXT,
  ADD CONSTRAINT campaign_person_scope_known
    CHECK (person_scope IN ('CONTACT', 'NUMBER_IN_CAMPAIGN', 'NUMBER_IN_ORGANIZATION'));
SELECT audit_attach('campaign', 'CAMPAIGN', '{id}');

-- Asked by a claim for an entry whose contact shares a number with others (kin), behind all rules: true when none of them is
-- in a call. Two claims that look at two contacts of one person at the same moment, in one statement or in two, would each
-- find the other free. So the claim takes the person's numbers until its transaction ends: a second one does not wait for
-- them but passes the entry over. The look for calls comes behind the lock and in a snapshot of its own, as the claim's may
-- be older than what the former holder of the lock has committed.
CREATE FUNCTION take_person(organization bigint, of_contact bigint, kin bigint[]) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  own_number text;
  lock_key bigint;
BEGIN
  FOR own_number IN
    SELECT contact.phone FROM contact WHERE contact.organization_id = organization AND contact.id = of_contact
    UNION
    SELECT number.phone FROM contact_number AS number
    WHERE number.organization_id = organization AND number.contact_id = of_contact AND number.retired_at IS NULL
    ORDER BY 1
  LOOP
    lock_key := hashtextextended('dialqueue.person/' || own_number, organization);
    -- An advisory lock is given again to whoever has it: this very statement has taken another contact of the person.
    IF EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory' AND objsubid = 1
        AND classid = ((lock_key >> 32) & 4294967295)::oid AND objid = (lock_key & 4294967295)::oid)
      OR NOT pg_try_advisory_xact_lock(lock_key) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN NOT EXISTS (SELECT FROM dial_queue_entry AS held
    WHERE held.organization_id = organization AND held.contact_id = ANY (kin)
      AND held.status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'));
END $$;
