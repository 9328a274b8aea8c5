-- A fresh pass of a worked list. The attempts of a contact go on being numbered, as its calls are, and the campaign remembers
-- how many of them lie before the reset: its limit counts the others.
ALTER TABLE campaign_contact
  ADD COLUMN attempts_before_reset INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN reset_at TIMESTAMPTZ(3),
  ADD CONSTRAINT campaign_contact_before_reset_range CHECK (attempts_before_reset BETWEEN 0 AND attempt_count),
  ADD CONSTRAINT campaign_contact_reset_has_instant CHECK (attempts_before_reset = 0 OR reset_at IS NOT NULL);

-- Who has said no gets no fresh pass: found without a look at every call of the organization.
CREATE INDEX call_record_said_no_idx ON call_record (organization_id, contact_id)
  WHERE is_refusal OR category = 'DO_NOT_CALL';

-- The act is one row of the trail, about the list.
ALTER TABLE audit_log
  DROP CONSTRAINT audit_log_action_known,
  ADD CONSTRAINT audit_log_action_known
    CHECK (action IN ('CREATED', 'CHANGED', 'DELETED', 'GENERATED', 'IMPORTED', 'REMOVED', 'ERASED', 'RESET'));
