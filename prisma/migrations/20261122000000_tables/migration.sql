-- CreateTable
CREATE TABLE "organization" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_list" (
    "organization_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_list_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "organization_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "list_id" BIGINT NOT NULL,
    "external_id" TEXT,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT,
    "time_zone" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'NEW',
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "last_attempt_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "callback_agent_id" BIGINT,
    "last_outcome" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "agent" (
    "organization_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'OFFLINE',
    "pause_reason" TEXT,
    "requested_status" TEXT,
    "requested_reason" TEXT,
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "organization_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'DRAFT',
    "dial_method" TEXT NOT NULL DEFAULT 'PROGRESSIVE',
    "time_zone" TEXT NOT NULL,
    "max_attempts" INTEGER NOT NULL DEFAULT 3,
    "abandon_rate_limit" DOUBLE PRECISION NOT NULL DEFAULT 0.03,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "campaign_list" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "list_id" BIGINT NOT NULL,

    CONSTRAINT "campaign_list_pkey" PRIMARY KEY ("organization_id","campaign_id","list_id")
);

-- CreateTable
CREATE TABLE "campaign_agent" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "agent_id" BIGINT NOT NULL,

    CONSTRAINT "campaign_agent_pkey" PRIMARY KEY ("organization_id","campaign_id","agent_id")
);

-- CreateTable
CREATE TABLE "campaign_contact" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "attempt_count" INTEGER NOT NULL,
    "is_closed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "campaign_contact_pkey" PRIMARY KEY ("organization_id","campaign_id","contact_id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "organization_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "retry_after_minutes" INTEGER,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("organization_id","code")
);

-- CreateTable
CREATE TABLE "dial_queue_entry" (
    "organization_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "phone" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "callback_rank" SMALLINT NOT NULL DEFAULT 1,
    "callback_agent_id" BIGINT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "assigned_agent_id" BIGINT,
    "lease_expires_at" TIMESTAMPTZ(3),
    "lease_lost_agent_id" BIGINT,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dialed_at" TIMESTAMPTZ(3),
    "connected_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "notes" TEXT,

    CONSTRAINT "dial_queue_entry_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "call_record" (
    "organization_id" BIGINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "list_id" BIGINT NOT NULL,
    "agent_id" BIGINT,
    "phone" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,
    "final_status" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "notes" TEXT,

    CONSTRAINT "call_record_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organization_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "queue_counter" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "changes" BIGINT NOT NULL DEFAULT 0,
    "arrivals" BIGINT NOT NULL DEFAULT 0,
    "queued" BIGINT NOT NULL DEFAULT 0,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "dialing" BIGINT NOT NULL DEFAULT 0,
    "connected" BIGINT NOT NULL DEFAULT 0,
    "wrap_up" BIGINT NOT NULL DEFAULT 0,
    "completed" BIGINT NOT NULL DEFAULT 0,
    "failed" BIGINT NOT NULL DEFAULT 0,
    "abandoned" BIGINT NOT NULL DEFAULT 0,
    "cancelled" BIGINT NOT NULL DEFAULT 0,
    "queued_at_sum" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "queue_counter_pkey" PRIMARY KEY ("organization_id","campaign_id","slot")
);

-- CreateTable
CREATE TABLE "agent_counter" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "changes" BIGINT NOT NULL DEFAULT 0,
    "available" BIGINT NOT NULL DEFAULT 0,
    "busy" BIGINT NOT NULL DEFAULT 0,
    "wrap_up" BIGINT NOT NULL DEFAULT 0,
    "paused" BIGINT NOT NULL DEFAULT 0,
    "offline" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "agent_counter_pkey" PRIMARY KEY ("organization_id","campaign_id","slot")
);

-- CreateTable
CREATE TABLE "contact_list_counter" (
    "organization_id" BIGINT NOT NULL,
    "list_id" BIGINT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "contacts" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "contact_list_counter_pkey" PRIMARY KEY ("organization_id","list_id","slot")
);

-- CreateTable
CREATE TABLE "campaign_list_counter" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "list_id" BIGINT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "contacts_dialed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "campaign_list_counter_pkey" PRIMARY KEY ("organization_id","campaign_id","list_id","slot")
);

-- CreateTable
CREATE TABLE "call_activity" (
    "organization_id" BIGINT NOT NULL,
    "campaign_id" BIGINT NOT NULL,
    "quarter_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "dialed" BIGINT NOT NULL DEFAULT 0,
    "answered" BIGINT NOT NULL DEFAULT 0,
    "connected" BIGINT NOT NULL DEFAULT 0,
    "abandoned" BIGINT NOT NULL DEFAULT 0,
    "dial_ms" BIGINT NOT NULL DEFAULT 0,
    "talk_ms" BIGINT NOT NULL DEFAULT 0,
    "wrap_up_ms" BIGINT NOT NULL DEFAULT 0,
    "completed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "call_activity_pkey" PRIMARY KEY ("organization_id","campaign_id","quarter_at","outcome","category","slot")
);

-- CreateIndex
CREATE UNIQUE INDEX "contact_list_name_key" ON "contact_list"("organization_id", "name");

-- CreateIndex
CREATE INDEX "contact_phone_idx" ON "contact"("organization_id", "phone");

-- CreateIndex
CREATE UNIQUE INDEX "contact_external_id_key" ON "contact"("organization_id", "list_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_email_key" ON "agent"("organization_id", "email");

-- CreateIndex
CREATE INDEX "campaign_list_list_idx" ON "campaign_list"("organization_id", "list_id");

-- CreateIndex
CREATE INDEX "campaign_agent_agent_idx" ON "campaign_agent"("organization_id", "agent_id");

-- CreateIndex
CREATE INDEX "dial_queue_entry_browse_idx" ON "dial_queue_entry"("organization_id", "campaign_id", "status", "id");

-- CreateIndex
CREATE INDEX "call_record_campaign_idx" ON "call_record"("organization_id", "campaign_id", "started_at");

-- CreateIndex
CREATE INDEX "call_record_contact_idx" ON "call_record"("organization_id", "contact_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "call_record_entry_key" ON "call_record"("organization_id", "entry_id");

-- CreateIndex
CREATE INDEX "idempotency_key_age_idx" ON "idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "contact_list" ADD CONSTRAINT "contact_list_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_list_fkey" FOREIGN KEY ("organization_id", "list_id") REFERENCES "contact_list"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_callback_agent_fkey" FOREIGN KEY ("organization_id", "callback_agent_id") REFERENCES "agent"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_list" ADD CONSTRAINT "campaign_list_campaign_fkey" FOREIGN KEY ("organization_id", "campaign_id") REFERENCES "campaign"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_list" ADD CONSTRAINT "campaign_list_list_fkey" FOREIGN KEY ("organization_id", "list_id") REFERENCES "contact_list"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_agent" ADD CONSTRAINT "campaign_agent_campaign_fkey" FOREIGN KEY ("organization_id", "campaign_id") REFERENCES "campaign"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_agent" ADD CONSTRAINT "campaign_agent_agent_fkey" FOREIGN KEY ("organization_id", "agent_id") REFERENCES "agent"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_contact" ADD CONSTRAINT "campaign_contact_campaign_fkey" FOREIGN KEY ("organization_id", "campaign_id") REFERENCES "campaign"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campaign_contact" ADD CONSTRAINT "campaign_contact_contact_fkey" FOREIGN KEY ("organization_id", "contact_id") REFERENCES "contact"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "dial_queue_entry" ADD CONSTRAINT "dial_queue_entry_agent_fkey" FOREIGN KEY ("organization_id", "assigned_agent_id") REFERENCES "agent"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "call_record" ADD CONSTRAINT "call_record_campaign_fkey" FOREIGN KEY ("organization_id", "campaign_id") REFERENCES "campaign"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "call_record" ADD CONSTRAINT "call_record_contact_fkey" FOREIGN KEY ("organization_id", "contact_id") REFERENCES "contact"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "call_record" ADD CONSTRAINT "call_record_agent_fkey" FOREIGN KEY ("organization_id", "agent_id") REFERENCES "agent"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

