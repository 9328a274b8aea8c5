-- Consent: who has agreed to be called, on what basis, since when; what a policy pack demands of it and exempts by it; and
-- what a query to the reassigned-numbers database has answered (47 CFR 64.1200(m)).

-- What a person has said ----------------------------------------------------------------------------------------------------
-- Of a contact, for all of its numbers, or of a number, for whoever has it. NONE says that the person was asked, or has
-- withdrawn: everything that was given up to that instant no longer counts. A consent that is not recorded has no row.
CREATE TABLE consent (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  contact_id BIGINT,
  phone TEXT,
  basis TEXT NOT NULL,
  given_at TIMESTAMPTZ(3) NOT NULL,
  source TEXT NOT NULL,
  expires_at TIMESTAMPTZ(3),
  revoked_at TIMESTAMPTZ(3),
  revoked_reason TEXT,
  recorded_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT consent_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT consent_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT consent_contact_fkey FOREIGN KEY (organization_id, contact_id)
    REFERENCES contact (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT consent_of_one CHECK (num_nonnulls(contact_id, phone) = 1),
  CONSTRAINT consent_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT consent_basis_known CHECK (
    basis IN ('EXPRESS', 'WRITTEN', 'ESTABLISHED_RELATIONSHIP', 'INQUIRY', 'REQUESTED_CALLBACK', 'NONE')),
  CONSTRAINT consent_source_length CHECK (length(source) BETWEEN 1 AND 200),
  CONSTRAINT consent_expires_later CHECK (expires_at > given_at),
  -- What was withdrawn stays as evidence.
  CONSTRAINT consent_revoked_whole CHECK (
    (revoked_at IS NULL) = (revoked_reason IS NULL) AND (revoked_reason IS NULL OR length(revoked_reason) BETWEEN 1 AND 500)),
  CONSTRAINT consent_none_stays CHECK (basis <> 'NONE' OR (expires_at IS NULL AND revoked_at IS NULL))
);
-- Also the paths of the claim, which asks for what one contact, and one number, has given and not withdrawn.
CREATE UNIQUE INDEX consent_contact_key ON consent (organization_id, contact_id, basis, given_at)
  WHERE contact_id IS NOT NULL AND revoked_at IS NULL;
CREATE UNIQUE INDEX consent_phone_key ON consent (organization_id, phone, basis, given_at)
  WHERE phone IS NOT NULL AND revoked_at IS NULL;
-- Everything that was ever recorded, for whoever looks at the evidence.
CREATE INDEX consent_contact_idx ON consent (organization_id, contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX consent_phone_idx ON consent (organization_id, phone, id) WHERE phone IS NOT NULL;

CREATE TABLE reassigned_answer (
  organization_id BIGINT NOT NULL,
  id BIGSERIAL NOT NULL,
  phone TEXT NOT NULL,
  answer TEXT NOT NULL,
  asked_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT reassigned_answer_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT reassigned_answer_organization_fkey FOREIGN KEY (organization_id)
    REFERENCES organization (id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT reassigned_answer_phone_e164 CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  CONSTRAINT reassigned_answer_known CHECK (answer IN ('YES', 'NO', 'NO_DATA'))
);
CREATE UNIQUE INDEX reassigned_answer_phone_key ON reassigned_answer (organization_id, phone, asked_at);

-- What a campaign demands ---------------------------------------------------------------------------------------------------
-- Rewritten in the transaction that changes the pack or the campaign, as campaign_cap is.
CREATE TABLE campaign_consent (
  organization_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  rule_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  region TEXT,
  dial_methods TEXT[],
  line_types TEXT[],
  bases TEXT[],
  exempt_from TEXT,
  holds_from DATE,
  holds_until DATE,
  CONSTRAINT campaign_consent_pkey PRIMARY KEY (organization_id, campaign_id, rule_id),
  CONSTRAINT campaign_consent_campaign_fkey FOREIGN KEY (organization_id, campaign_id)
    REFERENCES campaign (organization_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION,
  CONSTRAINT campaign_consent_rule_id_form CHECK (rule_id ~ '^[a-z][a-z0-9-]{0,59}$'),
  CONSTRAINT campaign_consent_kind_known CHECK (kind IN ('DEMAND', 'EXEMPTION')),
  CONSTRAINT campaign_consent_region_form CHECK (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  CONSTRAINT campaign_consent_dial_methods_known CHECK (dial_methods <@ ARRAY['PREVIEW', 'PROGRESSIVE', 'PREDICTIVE']),
  CONSTRAINT campaign_consent_line_types_known CHECK (line_types <@ ARRAY['FIXED', 'MOBILE', 'UNKNOWN']),
  CONSTRAINT campaign_consent_bases_known CHECK ((cardinality(bases) > 0
    AND bases <@ ARRAY['EXPRESS', 'WRITTEN', 'ESTABLISHED_RELATIONSHIP', 'INQUIRY', 'REQUESTED_CALLBACK']) IS TRUE),
  CONSTRAINT campaign_consent_exempt_from_known CHECK (exempt_from IN ('HOURS', 'CAPS')),
  CONSTRAINT campaign_consent_exempt_from_whole CHECK ((kind = 'EXEMPTION') = (exempt_from IS NOT NULL)),
  CONSTRAINT campaign_consent_holds_order CHECK (holds_from <= holds_until)
);
-- Whether there is anything to look for, beside the campaign that every rule reads: most campaigns have nothing.
ALTER TABLE campaign
  ADD COLUMN demands_consent BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN exempts_from_caps BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN reassigned_max_age_days INTEGER,
  ADD CONSTRAINT campaign_reassigned_max_age_days_range CHECK (reassigned_max_age_days BETWEEN 1 AND 366);

SELECT audit_attach('consent', 'CONSENT', '{id}', personal => '{phone,source,revoked_reason}',
  group_column => 'organization_id');
SELECT audit_attach('reassigned_answer', 'REASSIGNED_ANSWER', '{id}', personal => '{phone}',
  group_column => 'organization_id');
SELECT audit_attach('campaign_consent', 'CAMPAIGN_CONSENT', '{campaign_id,rule_id}');
SELECT audit_attach('campaign', 'CAMPAIGN', '{id}');
