-- A supervisor who forbids a contact for good says so of the contact, not of its numbers alone: a corrected outcome that had
-- said the same does not take that back.
ALTER TABLE do_not_call ADD COLUMN forbids_contact BOOLEAN NOT NULL DEFAULT false;
UPDATE do_not_call AS standing SET forbids_contact = true
FROM contact
WHERE contact.organization_id = standing.organization_id AND contact.id = standing.contact_id AND contact.status = 'DO_NOT_CALL'
  AND standing.campaign_id IS NULL AND standing.expires_at IS NULL AND standing.entry_id IS NULL;
CREATE INDEX do_not_call_forbidden_contact_idx ON do_not_call (organization_id, contact_id) WHERE forbids_contact;
SELECT audit_attach('do_not_call', 'DO_NOT_CALL', '{id}', personal => '{phone,reason,removed_reason}',
  group_column => 'organization_id');
