CREATE TABLE "accounts" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text,
	"password_at" timestamp with time zone,
	"totp_secret" "bytea",
	"totp_last_step" bigint,
	"state" text NOT NULL,
	"sessions_valid_from" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_state" CHECK ("accounts"."state" in ('active','suspended','closed'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"id_hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"family" uuid NOT NULL,
	"verifier_hash" "bytea",
	"previous_verifier_hash" "bytea",
	"rotated_at" timestamp with time zone,
	"second_factor_at" timestamp with time zone,
	"stepped_up_at" timestamp with time zone,
	"device" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "session_id_hash" UNIQUE("id_hash"),
	CONSTRAINT "session_kind" CHECK ("sessions"."kind" in ('session','remember')),
	CONSTRAINT "session_verifier" CHECK (("sessions"."kind" = 'remember') = ("sessions"."verifier_hash" is not null))
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"class" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"object_kind" text,
	"object_id" text,
	"subject_id" uuid,
	"purpose" text,
	"request_id" text,
	"detail" jsonb,
	"salt" "bytea",
	"commitment" "bytea" NOT NULL,
	CONSTRAINT "audit_class" CHECK ("audit_entries"."class" in ('access','act','disclosure','security'))
);
--> statement-breakpoint
CREATE TABLE "ledger_seals" (
	"ledger" text NOT NULL,
	"seal" integer NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"rows" integer NOT NULL,
	"root" "bytea" NOT NULL,
	"previous_root" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"purged_at" timestamp with time zone,
	CONSTRAINT "ledger_seals_ledger_seal_pk" PRIMARY KEY("ledger","seal"),
	CONSTRAINT "ledger_seal_first" UNIQUE("ledger","first_id"),
	CONSTRAINT "seal_order" CHECK ("ledger_seals"."last_id" >= "ledger_seals"."first_id")
);
--> statement-breakpoint
CREATE TABLE "content_pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"path" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"teaser" text,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"author_id" uuid,
	"reviewed_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "page_by_path" UNIQUE("path"),
	CONSTRAINT "page_path" CHECK ("content_pages"."path" = '' or "content_pages"."path" ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$')
);
--> statement-breakpoint
CREATE TABLE "forum_categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"position" integer NOT NULL,
	"scope_id" uuid NOT NULL,
	CONSTRAINT "category_slug" UNIQUE("slug"),
	CONSTRAINT "category_scope" UNIQUE("id","scope_id")
);
--> statement-breakpoint
CREATE TABLE "forum_post_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	"replaced_by" uuid
);
--> statement-breakpoint
CREATE TABLE "forum_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"topic_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"author_id" uuid,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"submission_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"removed_by" text,
	"removed_why" text,
	CONSTRAINT "post_submission" UNIQUE("submission_id"),
	CONSTRAINT "post_removal" CHECK (("forum_posts"."removed_at" is null) = ("forum_posts"."removed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "forum_reads" (
	"person_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"last_read_number" integer NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_reads_person_id_topic_id_pk" PRIMARY KEY("person_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "forum_topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"category_id" uuid NOT NULL,
	"scope_id" uuid NOT NULL,
	"title" text NOT NULL,
	"author_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"last_post_number" integer NOT NULL,
	"last_post_at" timestamp with time zone NOT NULL,
	"last_post_by" uuid,
	"locked_at" timestamp with time zone,
	"locked_by" uuid,
	"pinned_at" timestamp with time zone,
	"submission_id" uuid NOT NULL,
	CONSTRAINT "topic_by_code" UNIQUE("code"),
	CONSTRAINT "topic_submission" UNIQUE("submission_id"),
	CONSTRAINT "topic_code" CHECK ("forum_topics"."code" ~ '^[0-9a-hjkmnp-tv-z]{10}$')
);
--> statement-breakpoint
CREATE TABLE "forum_watches" (
	"person_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"level" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_watches_person_id_topic_id_pk" PRIMARY KEY("person_id","topic_id"),
	CONSTRAINT "watch_level" CHECK ("forum_watches"."level" in ('watching','muted'))
);
--> statement-breakpoint
CREATE TABLE "caught_mails" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "caught_mails_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"received_at" timestamp with time zone NOT NULL,
	"message_id" text,
	"to_canonical" text NOT NULL,
	"subject" text NOT NULL,
	"raw" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"watermark" uuid,
	"audience" integer,
	"accepted" integer,
	"failed" integer,
	"skipped" integer,
	"unknown" integer,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "mailing_state" CHECK ("mailings"."state" in ('filling','sending','paused','stopped','finished')),
	CONSTRAINT "mailing_finished" CHECK (("mailings"."state" = 'finished') = ("mailings"."finished_at" is not null)),
	CONSTRAINT "mailing_balance" CHECK ("mailings"."state" <> 'finished' or ("mailings"."audience" = "mailings"."accepted" + "mailings"."failed" + "mailings"."skipped" + "mailings"."unknown") is true)
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"mailing_id" uuid,
	"kind" text NOT NULL,
	"class" text NOT NULL,
	"list_id" uuid,
	"person_id" uuid,
	"address_id" uuid,
	"to_email" text,
	"to_hashes" "bytea"[],
	"args" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"cause" text,
	"message_id" text NOT NULL,
	"verp" "bytea" NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"reason" text,
	"lease_owner" uuid,
	"lease_until" timestamp with time zone,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"smtp_code" smallint,
	"smtp_status" text,
	"queue_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"final_at" timestamp with time zone,
	CONSTRAINT "message_message_id" UNIQUE("message_id"),
	CONSTRAINT "message_verp" UNIQUE("verp"),
	CONSTRAINT "message_class" CHECK ("messages"."class" in ('rights','security','service','list')),
	CONSTRAINT "message_state" CHECK ("messages"."state" in ('pending','leased','sending','deferred','accepted','failed','skipped','unknown')),
	CONSTRAINT "message_lease_until" CHECK (("messages"."state" in ('leased','sending')) = ("messages"."lease_until" is not null)),
	CONSTRAINT "message_lease_owner" CHECK ("messages"."state" not in ('leased','sending') or "messages"."lease_owner" is not null),
	CONSTRAINT "message_next" CHECK (("messages"."state" in ('pending','deferred')) = ("messages"."next_at" is not null)),
	CONSTRAINT "message_final" CHECK (("messages"."state" in ('accepted','failed','skipped','unknown')) = ("messages"."final_at" is not null)),
	CONSTRAINT "message_reason" CHECK ("messages"."state" not in ('failed','skipped','unknown') or "messages"."reason" is not null),
	CONSTRAINT "message_list" CHECK (("messages"."class" = 'list') = ("messages"."list_id" is not null)),
	CONSTRAINT "message_mailing" CHECK ("messages"."mailing_id" is null or "messages"."class" = 'list')
);
--> statement-breakpoint
CREATE TABLE "notification_choices" (
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"inbox" boolean NOT NULL,
	"mail" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_choices_person_id_kind_pk" PRIMARY KEY("person_id","kind")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cause" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"message_id" uuid,
	CONSTRAINT "notification_once" UNIQUE("person_id","kind","cause")
);
--> statement-breakpoint
CREATE TABLE "newsletter_issues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"newsletter_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"subject" text NOT NULL,
	"preheader" text DEFAULT '' NOT NULL,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"mailing_id" uuid,
	"author_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "issue_mailing" UNIQUE("mailing_id"),
	CONSTRAINT "issue_slug" UNIQUE("newsletter_id","slug"),
	CONSTRAINT "issue_state" CHECK ("newsletter_issues"."state" in ('draft','sent')),
	CONSTRAINT "issue_sent" CHECK (("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."mailing_id" is not null) and ("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "newsletters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"frequency" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "newsletter_list" UNIQUE("list_id"),
	CONSTRAINT "newsletter_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"value" text NOT NULL,
	"canonical" text NOT NULL,
	"hashes" "bytea"[] NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"source" text NOT NULL,
	"verified_at" timestamp with time zone,
	"undeliverable_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"released_why" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "address_of_person" UNIQUE("id","person_id"),
	CONSTRAINT "address_channel" CHECK ("addresses"."channel" in ('email','post','phone','fax'))
);
--> statement-breakpoint
CREATE TABLE "consent_records" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consent_records_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"person_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"action" text NOT NULL,
	"until" timestamp with time zone,
	"wording_id" uuid,
	"address_hash" "bytea",
	"key_id" smallint,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"source" text NOT NULL,
	"request_id" text,
	"detail" jsonb,
	"salt" "bytea",
	"commitment" "bytea" NOT NULL,
	CONSTRAINT "consent_action" CHECK ("consent_records"."action" in ('given','imported','held','kept','withdrawn','lapsed','objected','complained','paused','resumed','reconfirmed','erased')),
	CONSTRAINT "consent_until" CHECK (("consent_records"."action" in ('held','paused')) = ("consent_records"."until" is not null)),
	CONSTRAINT "consent_wording" CHECK ("consent_records"."action" not in ('given','imported','reconfirmed') or "consent_records"."wording_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text,
	"group_id" uuid,
	"organisation_id" uuid,
	"organisation_role" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"source" text NOT NULL,
	"source_id" uuid,
	"granted_by" uuid,
	CONSTRAINT "grant_role" CHECK ("grants"."role" in ('member','editor','moderator','newsletter-sender','contacts-officer','steering-group','data-protection-officer','administrator')),
	CONSTRAINT "grant_one_kind" CHECK (num_nonnulls("grants"."role", "grants"."group_id", "grants"."organisation_id") = 1),
	CONSTRAINT "grant_affiliation" CHECK ("grants"."organisation_role" is null or "grants"."organisation_id" is not null),
	CONSTRAINT "grant_dates" CHECK ("grants"."ends_at" is null or "grants"."ends_at" > "grants"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "group_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "list_slug" UNIQUE("slug"),
	CONSTRAINT "list_channel" CHECK ("lists"."channel" in ('email','post','phone','fax'))
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"ods_code" text,
	CONSTRAINT "organisation_ods" UNIQUE("ods_code")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ref" text NOT NULL,
	"kind" text DEFAULT 'human' NOT NULL,
	"full_name" text,
	"display_name" text,
	"job_title" text,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"organisation_name" text,
	"source" text NOT NULL,
	"processing" text NOT NULL,
	"restricted_at" timestamp with time zone,
	"restricted_why" text,
	"merged_into" uuid,
	"erased_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_by_ref" UNIQUE("ref"),
	CONSTRAINT "person_ref" CHECK ("persons"."ref" ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
	CONSTRAINT "person_kind" CHECK ("persons"."kind" in ('human','placeholder')),
	CONSTRAINT "person_processing" CHECK ("persons"."processing" in ('none','yes','no')),
	CONSTRAINT "person_merge" CHECK ("persons"."merged_into" is distinct from "persons"."id"),
	CONSTRAINT "person_restriction" CHECK (("persons"."restricted_at" is null) = ("persons"."restricted_why" is null)),
	CONSTRAINT "person_erased_empty" CHECK ("persons"."erased_at" is null or ("persons"."full_name" is null and "persons"."display_name" is null and "persons"."job_title" is null and "persons"."organisation_name" is null and "persons"."interests" = '{}'))
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"subject" text NOT NULL,
	"canonical" text NOT NULL,
	"person_id" uuid,
	"intent" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"superseded_at" timestamp with time zone,
	CONSTRAINT "proof_token" UNIQUE("token_hash"),
	CONSTRAINT "proof_purpose" CHECK ("proofs"."purpose" in ('set-up','subscribe','apply','invitation','add-address','enquiry','reset','manage','hold'))
);
--> statement-breakpoint
CREATE TABLE "scopes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"audience" text NOT NULL,
	"group_ids" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "scope_audience" CHECK ("scopes"."audience" in ('open','members','groups')),
	CONSTRAINT "scope_groups" CHECK (("scopes"."audience" = 'groups') = (cardinality("scopes"."group_ids") > 0))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"address_id" uuid NOT NULL,
	"state" text NOT NULL,
	"held_until" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"reconfirm_at" timestamp with time zone,
	"consent_id" bigint NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "subscription_once" UNIQUE("person_id","list_id"),
	CONSTRAINT "subscription_state" CHECK ("subscriptions"."state" in ('active','held','ended')),
	CONSTRAINT "subscription_held" CHECK (("subscriptions"."state" = 'held') = ("subscriptions"."held_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "suppressions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key_id" smallint NOT NULL,
	"hash" "bytea" NOT NULL,
	"reach" text NOT NULL,
	"list_id" uuid,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" bigint,
	CONSTRAINT "suppression_reach" CHECK ("suppressions"."reach" in ('everything','marketing','list')),
	CONSTRAINT "suppression_reason" CHECK ("suppressions"."reason" in ('objection','left','complaint','erasure')),
	CONSTRAINT "suppression_list" CHECK (("suppressions"."reach" = 'list') = ("suppressions"."list_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "wordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	CONSTRAINT "wording_version" UNIQUE("slug","version")
);
--> statement-breakpoint
CREATE TABLE "job_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"run_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"failed_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "privacy_erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"posts" text NOT NULL,
	"message_id" uuid,
	"frozen_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	"receipt" jsonb NOT NULL,
	CONSTRAINT "erasure_person" UNIQUE("person_id"),
	CONSTRAINT "erasure_posts" CHECK ("privacy_erasures"."posts" in ('keep','delete'))
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_categories" ADD CONSTRAINT "forum_categories_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_post_revisions" ADD CONSTRAINT "forum_post_revisions_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_post_revisions" ADD CONSTRAINT "forum_post_revisions_replaced_by_persons_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reads" ADD CONSTRAINT "forum_reads_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reads" ADD CONSTRAINT "forum_reads_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_last_post_by_persons_id_fk" FOREIGN KEY ("last_post_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_locked_by_persons_id_fk" FOREIGN KEY ("locked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_category" FOREIGN KEY ("category_id","scope_id") REFERENCES "public"."forum_categories"("id","scope_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "forum_watches_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "forum_watches_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailings" ADD CONSTRAINT "mailings_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_mailing_id_mailings_id_fk" FOREIGN KEY ("mailing_id") REFERENCES "public"."mailings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_address_id_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."addresses"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_choices" ADD CONSTRAINT "notification_choices_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_newsletter_id_newsletters_id_fk" FOREIGN KEY ("newsletter_id") REFERENCES "public"."newsletters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_mailing_id_mailings_id_fk" FOREIGN KEY ("mailing_id") REFERENCES "public"."mailings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletters" ADD CONSTRAINT "newsletters_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_records_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_records_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_records_wording_id_wordings_id_fk" FOREIGN KEY ("wording_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_records" ADD CONSTRAINT "consent_records_actor_id_persons_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_granted_by_persons_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_merged_into_persons_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scopes" ADD CONSTRAINT "scopes_parent_id_scopes_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_consent_id_consent_records_id_fk" FOREIGN KEY ("consent_id") REFERENCES "public"."consent_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscription_address" FOREIGN KEY ("address_id","person_id") REFERENCES "public"."addresses"("id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_lifted_by_consent_records_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."consent_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wordings" ADD CONSTRAINT "wordings_published_by_persons_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_erasures" ADD CONSTRAINT "privacy_erasures_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_erasures" ADD CONSTRAINT "privacy_erasures_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "session_by_person" ON "sessions" USING btree ("person_id") WHERE "sessions"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "session_by_family" ON "sessions" USING btree ("family");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit_entries" USING btree ("subject_id","id" DESC NULLS FIRST) WHERE "audit_entries"."subject_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_by_actor" ON "audit_entries" USING btree ("actor_id","id" DESC NULLS FIRST) WHERE "audit_entries"."actor_id" is not null;--> statement-breakpoint
CREATE INDEX "page_by_scope" ON "content_pages" USING btree ("scope_id");--> statement-breakpoint
CREATE INDEX "page_tree" ON "content_pages" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "revision_by_post" ON "forum_post_revisions" USING btree ("post_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_number" ON "forum_posts" USING btree ("topic_id","number");--> statement-breakpoint
CREATE INDEX "post_by_author" ON "forum_posts" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "read_by_topic" ON "forum_reads" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "topic_by_activity" ON "forum_topics" USING btree ("category_id","last_post_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "topic_pinned" ON "forum_topics" USING btree ("category_id") WHERE "forum_topics"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX "topic_by_author" ON "forum_topics" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "topic_by_last_poster" ON "forum_topics" USING btree ("last_post_by");--> statement-breakpoint
CREATE INDEX "watch_by_topic" ON "forum_watches" USING btree ("topic_id","person_id") WHERE "forum_watches"."level" = 'watching';--> statement-breakpoint
CREATE INDEX "caught_by_address" ON "caught_mails" USING btree ("to_canonical");--> statement-breakpoint
CREATE INDEX "caught_by_message" ON "caught_mails" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "mailing_unfinished" ON "mailings" USING btree ("id") WHERE "mailings"."state" <> 'finished';--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_person" ON "messages" USING btree ("mailing_id","person_id") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_address" ON "messages" USING btree ("mailing_id","address_id") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_cause" ON "messages" USING btree ("kind","cause","person_id") WHERE "messages"."cause" is not null;--> statement-breakpoint
CREATE INDEX "message_due" ON "messages" USING btree ("next_at","id") WHERE "messages"."state" in ('pending','deferred') and "messages"."mailing_id" is null;--> statement-breakpoint
CREATE INDEX "message_due_mailing" ON "messages" USING btree ("mailing_id","next_at","id") WHERE "messages"."state" in ('pending','deferred') and "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_lease" ON "messages" USING btree ("lease_until") WHERE "messages"."state" in ('leased','sending');--> statement-breakpoint
CREATE INDEX "message_balance" ON "messages" USING btree ("mailing_id","state","reason") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_by_person" ON "messages" USING btree ("person_id") WHERE "messages"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "message_by_address" ON "messages" USING btree ("address_id") WHERE "messages"."address_id" is not null;--> statement-breakpoint
CREATE INDEX "notification_inbox" ON "notifications" USING btree ("person_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notifications" USING btree ("person_id","id" DESC NULLS FIRST) WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notification_by_message" ON "notifications" USING btree ("message_id") WHERE "notifications"."message_id" is not null;--> statement-breakpoint
CREATE INDEX "issue_by_newsletter" ON "newsletter_issues" USING btree ("newsletter_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "issue_by_author" ON "newsletter_issues" USING btree ("author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "address_one_holder" ON "addresses" USING btree ("canonical") WHERE "addresses"."channel" = 'email' and "addresses"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "address_one_primary" ON "addresses" USING btree ("person_id","channel") WHERE "addresses"."is_primary" and "addresses"."released_at" is null;--> statement-breakpoint
CREATE INDEX "address_by_person" ON "addresses" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "consent_by_person" ON "consent_records" USING btree ("person_id","list_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "proof_one_open" ON "proofs" USING btree ("purpose","canonical","subject") WHERE "proofs"."used_at" is null and "proofs"."superseded_at" is null;--> statement-breakpoint
CREATE INDEX "proof_expiry" ON "proofs" USING btree ("expires_at") WHERE "proofs"."used_at" is null;--> statement-breakpoint
CREATE INDEX "proof_by_address" ON "proofs" USING btree ("canonical","created_at");--> statement-breakpoint
CREATE INDEX "proof_by_person" ON "proofs" USING btree ("person_id") WHERE "proofs"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "scope_by_parent" ON "scopes" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "subscription_list" ON "subscriptions" USING btree ("list_id","person_id") WHERE "subscriptions"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX "subscription_silence" ON "subscriptions" USING btree ("held_until") WHERE "subscriptions"."state" = 'held';--> statement-breakpoint
CREATE INDEX "subscription_reconfirm" ON "subscriptions" USING btree ("reconfirm_at") WHERE "subscriptions"."state" = 'active';--> statement-breakpoint
CREATE INDEX "subscription_by_address" ON "subscriptions" USING btree ("address_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppression_live" ON "suppressions" USING btree ("key_id","hash","reach",coalesce("list_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "suppressions"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "suppression_lookup" ON "suppressions" USING btree ("hash") WHERE "suppressions"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "job_outbox_due" ON "job_outbox" USING btree ("run_at") WHERE "job_outbox"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "rate_limit_expiry" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "erasure_due" ON "privacy_erasures" USING btree ("due_at") WHERE "privacy_erasures"."erased_at" is null;