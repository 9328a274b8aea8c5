-- Whether a campaign obeys a pack, or none, is said by a person: a pack of which nobody has spoken is null. Until now NONE
-- stood where nothing was said; what has been started keeps it as said, and a draft is asked.
ALTER TABLE campaign ALTER COLUMN policy_pack DROP NOT NULL, ALTER COLUMN policy_pack DROP DEFAULT;
UPDATE campaign SET policy_pack = NULL WHERE status = 'DRAFT' AND policy_pack = 'NONE';
-- Otherwise it would dial at three in the morning without a word.
ALTER TABLE campaign ADD CONSTRAINT campaign_active_has_rules
  CHECK (status <> 'ACTIVE' OR policy_pack IS NOT NULL OR hours IS NOT NULL);
