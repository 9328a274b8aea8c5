-- Policy packs and frequency caps: what a jurisdiction allows, as data that an organization may edit, and the caps that
-- follow from it for each campaign.

-- A campaign's own caps, besides those of its pack.
ALTER TABLE "campaign" ADD COLUMN "frequency_caps" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_frequency_caps_list"
  CHECK (CASE jsonb_typeof("frequency_caps") WHEN 'array' THEN jsonb_array_length("frequency_caps") <= 10 ELSE false END);

-- A pack as the organization has edited it. No row: it uses the built-in one (src/policy/packs).
CREATE TABLE "policy_pack" (
    "organization_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_pack_pkey" PRIMARY KEY ("organization_id", "code"),
    CONSTRAINT "policy_pack_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id")
      ON DELETE NO ACTION ON UPDATE NO ACTION
);
ALTER TABLE "policy_pack"
  ADD CONSTRAINT "policy_pack_code_form" CHECK ("code" ~ '^[A-Z][A-Z0-9_]{0,39}$'),
  ADD CONSTRAINT "policy_pack_label_length" CHECK (length("label") BETWEEN 1 AND 200),
  ADD CONSTRAINT "policy_pack_version_positive" CHECK ("version" >= 1),
  -- An absent key is SQL's null, which a CHECK would let pass.
  ADD CONSTRAINT "policy_pack_rules_shape" CHECK (
    (jsonb_typeof("rules") = 'object' AND jsonb_typeof("rules" -> 'hours') = 'array'
      AND jsonb_typeof("rules" -> 'caps') = 'array'
      AND jsonb_typeof("rules" -> 'nationalRegistryMaxAgeDays') IN ('number', 'null')) IS TRUE);

-- The caps that a campaign obeys: its pack's and its own, rewritten in the transaction that changes either. A campaign has
-- a handful, so the claim reads them all.
CREATE TABLE "campaign_cap" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "rule_id" TEXT NOT NULL,
    "region" TEXT,
    "subject" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "counts" TEXT NOT NULL,
    "call_limit" INTEGER NOT NULL,
    "window_minutes" INTEGER NOT NULL,

    CONSTRAINT "campaign_cap_pkey" PRIMARY KEY ("organization_id", "campaign_id", "rule_id"),
    CONSTRAINT "campaign_cap_campaign_fkey" FOREIGN KEY ("organization_id", "campaign_id")
      REFERENCES "campaign" ("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);
ALTER TABLE "campaign_cap"
  ADD CONSTRAINT "campaign_cap_rule_id_form" CHECK ("rule_id" ~ '^[a-z][a-z0-9-]{0,59}$'),
  ADD CONSTRAINT "campaign_cap_region_form" CHECK ("region" ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  ADD CONSTRAINT "campaign_cap_subject_known" CHECK ("subject" IN ('NUMBER', 'CONTACT')),
  ADD CONSTRAINT "campaign_cap_scope_known" CHECK ("scope" IN ('ORGANIZATION', 'CAMPAIGN')),
  ADD CONSTRAINT "campaign_cap_counts_known" CHECK ("counts" IN ('CALLS', 'CONVERSATIONS', 'ABANDONED')),
  ADD CONSTRAINT "campaign_cap_call_limit_range" CHECK ("call_limit" BETWEEN 1 AND 1000),
  -- 366 days at most: how far the cap looks back over the call records.
  ADD CONSTRAINT "campaign_cap_window_range" CHECK ("window_minutes" BETWEEN 1 AND 527040);

-- Caps by number walk one number's calls from the latest back; by contact, call_record_contact_idx serves, whatever the
-- scope: nobody has so many calls that a further column would pay.
CREATE INDEX "call_record_phone_idx" ON "call_record" ("organization_id", "phone", "started_at");

-- Which text of each built-in pack the campaigns obey: a release that ships another one applies it at its start.
CREATE TABLE "built_in_policy_pack" (
    "code" TEXT NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "built_in_policy_pack_pkey" PRIMARY KEY ("code")
);
