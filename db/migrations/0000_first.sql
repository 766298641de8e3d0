CREATE TABLE "account_recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_code_hash" UNIQUE("code_hash")
);
--> statement-breakpoint
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
	"typed_by" uuid,
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
	"code" text NOT NULL,
	"path" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"teaser" text,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"author_id" uuid,
	"reviewed_at" timestamp with time zone,
	"review_due_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"published_version" integer,
	"published_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B') || setweight(to_tsvector('english', body_markdown), 'D')) STORED,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "page_by_code" UNIQUE("code"),
	CONSTRAINT "page_by_path" UNIQUE("path"),
	CONSTRAINT "page_scope" UNIQUE("id","scope_id"),
	CONSTRAINT "page_code" CHECK ("content_pages"."code" ~ '^[0-9a-hjkmnp-tv-z]{10}$'),
	CONSTRAINT "page_published" CHECK (("content_pages"."published_at" is null) = ("content_pages"."published_version" is null)),
	CONSTRAINT "page_path" CHECK ("content_pages"."path" = '' or "content_pages"."path" ~ '^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$')
);
--> statement-breakpoint
CREATE TABLE "content_redirects" (
	"path" text PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"teaser" text,
	"body_markdown" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp with time zone NOT NULL,
	"restored_from" integer,
	"taken_out_at" timestamp with time zone,
	"taken_out_by" uuid,
	"taken_out_why" text
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"person_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"path" text NOT NULL,
	"values" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "drafts_person_id_id_pk" PRIMARY KEY("person_id","id")
);
--> statement-breakpoint
CREATE TABLE "enquiries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"category" text NOT NULL,
	"queue" text NOT NULL,
	"full_name" text,
	"proof_id" uuid,
	"person_id" uuid,
	"state" text NOT NULL,
	"owner_id" uuid,
	"notice_id" uuid,
	"submission_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "enquiry_by_code" UNIQUE("code"),
	CONSTRAINT "enquiry_submission" UNIQUE("submission_id"),
	CONSTRAINT "enquiry_category" CHECK ("enquiries"."category" in ('question','joining','technical','stop-contact','personal-data','complaint')),
	CONSTRAINT "enquiry_queue" CHECK ("enquiries"."queue" in ('office','technical','privacy')),
	CONSTRAINT "enquiry_state" CHECK ("enquiries"."state" in ('new','open','answered','closed')),
	CONSTRAINT "enquiry_closed" CHECK (("enquiries"."state" = 'closed') = ("enquiries"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "enquiry_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enquiry_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"author_id" uuid,
	"submission_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"taken_out_at" timestamp with time zone,
	"taken_out_by" uuid,
	"taken_out_why" text,
	CONSTRAINT "enquiry_message_submission" UNIQUE("submission_id"),
	CONSTRAINT "enquiry_message_kind" CHECK ("enquiry_messages"."kind" in ('question','reply','note'))
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
CREATE TABLE "forum_moderations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"post_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"original_markdown" text NOT NULL,
	"original_title" text,
	"moderator_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"appeal" text,
	"appealed_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision" text,
	"decision_why" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "moderation_by_code" UNIQUE("code"),
	CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited','retitled','topic-removed')),
	CONSTRAINT "moderation_appeal" CHECK (("forum_moderations"."appeal" is null) = ("forum_moderations"."appealed_at" is null)),
	CONSTRAINT "moderation_decision" CHECK (("forum_moderations"."decision" is null) = ("forum_moderations"."decided_at" is null)),
	CONSTRAINT "moderation_decided_by_another" CHECK ("forum_moderations"."decided_by" <> "forum_moderations"."moderator_id")
);
--> statement-breakpoint
CREATE TABLE "forum_post_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"title" text,
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
	"edited_by" text,
	"removed_at" timestamp with time zone,
	"removed_by" text,
	"hidden_at" timestamp with time zone,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', body_markdown)) STORED,
	CONSTRAINT "post_submission" UNIQUE("submission_id"),
	CONSTRAINT "post_edit" CHECK (("forum_posts"."edited_at" is null) = ("forum_posts"."edited_by" is null)),
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
CREATE TABLE "forum_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"reporter_id" uuid,
	"reason" text NOT NULL,
	"details" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "report_decision" CHECK (("forum_reports"."decision" is null) = ("forum_reports"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "forum_topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"category_id" uuid,
	"page_id" uuid,
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
	"retitled_at" timestamp with time zone,
	"retitled_by" text,
	"removed_at" timestamp with time zone,
	"removed_by" text,
	"hidden_at" timestamp with time zone,
	"submission_id" uuid NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A')) STORED,
	CONSTRAINT "topic_by_code" UNIQUE("code"),
	CONSTRAINT "topic_of_page" UNIQUE("page_id"),
	CONSTRAINT "topic_submission" UNIQUE("submission_id"),
	CONSTRAINT "topic_place" CHECK (num_nonnulls("forum_topics"."category_id", "forum_topics"."page_id") = 1),
	CONSTRAINT "topic_retitle" CHECK (("forum_topics"."retitled_at" is null) = ("forum_topics"."retitled_by" is null)),
	CONSTRAINT "topic_removal" CHECK (("forum_topics"."removed_at" is null) = ("forum_topics"."removed_by" is null)),
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
CREATE TABLE "near_misses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"place" text NOT NULL,
	"path" text NOT NULL,
	"scope_id" uuid,
	"found" text[] NOT NULL,
	"writer_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"looked_at" timestamp with time zone,
	"looked_by" uuid,
	CONSTRAINT "near_miss_by_code" UNIQUE("code")
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
CREATE TABLE "mail_rests" (
	"domain" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"again" smallint DEFAULT 0 NOT NULL,
	"smtp_code" smallint,
	"smtp_status" text
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
	"main_domain" text,
	"accepted" integer,
	"failed" integer,
	"skipped" integer,
	"unknown" integer,
	"left" text[] DEFAULT '{}' NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"released_at" timestamp with time zone,
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
CREATE TABLE "membership_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"proof_id" uuid,
	"person_id" uuid,
	"full_name" text NOT NULL,
	"job_title" text NOT NULL,
	"organisation" text NOT NULL,
	"interests" text[] DEFAULT '{}' NOT NULL,
	"list_ids" uuid[] DEFAULT '{}' NOT NULL,
	"notice_id" uuid,
	"state" text NOT NULL,
	"submission_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"proven_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decision_reason" text,
	CONSTRAINT "application_by_code" UNIQUE("code"),
	CONSTRAINT "application_submission" UNIQUE("submission_id"),
	CONSTRAINT "application_state" CHECK ("membership_applications"."state" in ('unproven','waiting','asked','approved','declined','withdrawn')),
	CONSTRAINT "application_decided" CHECK (("membership_applications"."state" in ('approved','declined')) = ("membership_applications"."decided_at" is not null)),
	CONSTRAINT "application_person" CHECK ("membership_applications"."state" = 'unproven' or "membership_applications"."person_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "membership_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"proof_id" uuid,
	"person_id" uuid,
	"full_name" text,
	"message" text,
	"group_ids" uuid[] NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "invitation_by_code" UNIQUE("code"),
	CONSTRAINT "invitation_state" CHECK ("membership_invitations"."state" in ('open','accepted','revoked','expired')),
	CONSTRAINT "invitation_settled" CHECK (("membership_invitations"."state" = 'open') = ("membership_invitations"."settled_at" is null)),
	CONSTRAINT "invitation_accepted" CHECK (("membership_invitations"."state" = 'accepted') = ("membership_invitations"."person_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "membership_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"question" text NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "question_answer" CHECK (("membership_questions"."answer" is null) = ("membership_questions"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "newsletter_issues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"newsletter_id" uuid NOT NULL,
	"code" text NOT NULL,
	"slug" text,
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
	"taken_out_at" timestamp with time zone,
	"taken_out_by" uuid,
	"taken_out_why" text,
	CONSTRAINT "issue_code" UNIQUE("code"),
	CONSTRAINT "issue_mailing" UNIQUE("mailing_id"),
	CONSTRAINT "issue_slug" UNIQUE("newsletter_id","slug"),
	CONSTRAINT "issue_state" CHECK ("newsletter_issues"."state" in ('draft','sent')),
	CONSTRAINT "issue_sent" CHECK (("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."mailing_id" is not null) and ("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."sent_at" is not null) and ("newsletter_issues"."state" = 'sent') = ("newsletter_issues"."slug" is not null))
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
CREATE TABLE "notice_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wording_id" uuid NOT NULL,
	"source" text NOT NULL,
	"body_html" text NOT NULL,
	"renderer_version" smallint NOT NULL,
	"change" text,
	"is_material" boolean NOT NULL,
	"watermark" uuid,
	"told_at" timestamp with time zone,
	CONSTRAINT "notice_version_of_wording" UNIQUE("wording_id"),
	CONSTRAINT "notice_change" CHECK (not "notice_versions"."is_material" or "notice_versions"."change" is not null)
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
	"personalise" boolean DEFAULT true NOT NULL,
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
CREATE TABLE "wording_acceptances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"wording_id" uuid NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL
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
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "privacy_departures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"posts" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "departure_posts" CHECK ("privacy_departures"."posts" in ('keep','delete'))
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
ALTER TABLE "account_recovery_codes" ADD CONSTRAINT "account_recovery_codes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_typed_by_persons_id_fk" FOREIGN KEY ("typed_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_redirects" ADD CONSTRAINT "content_redirects_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_saved_by_persons_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_taken_out_by_persons_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_proof_id_proofs_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proofs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_owner_id_persons_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_notice_id_wordings_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD CONSTRAINT "enquiry_messages_enquiry_id_enquiries_id_fk" FOREIGN KEY ("enquiry_id") REFERENCES "public"."enquiries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD CONSTRAINT "enquiry_messages_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD CONSTRAINT "enquiry_messages_taken_out_by_persons_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_categories" ADD CONSTRAINT "forum_categories_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_moderator_id_persons_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_post_revisions" ADD CONSTRAINT "forum_post_revisions_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_post_revisions" ADD CONSTRAINT "forum_post_revisions_replaced_by_persons_id_fk" FOREIGN KEY ("replaced_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD CONSTRAINT "forum_posts_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reads" ADD CONSTRAINT "forum_reads_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reads" ADD CONSTRAINT "forum_reads_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reports" ADD CONSTRAINT "forum_reports_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reports" ADD CONSTRAINT "forum_reports_reporter_id_persons_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_reports" ADD CONSTRAINT "forum_reports_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_last_post_by_persons_id_fk" FOREIGN KEY ("last_post_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "forum_topics_locked_by_persons_id_fk" FOREIGN KEY ("locked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_page" FOREIGN KEY ("page_id","scope_id") REFERENCES "public"."content_pages"("id","scope_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_category" FOREIGN KEY ("category_id","scope_id") REFERENCES "public"."forum_categories"("id","scope_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "forum_watches_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_watches" ADD CONSTRAINT "forum_watches_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_misses" ADD CONSTRAINT "near_misses_scope_id_scopes_id_fk" FOREIGN KEY ("scope_id") REFERENCES "public"."scopes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_misses" ADD CONSTRAINT "near_misses_writer_id_persons_id_fk" FOREIGN KEY ("writer_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_misses" ADD CONSTRAINT "near_misses_looked_by_persons_id_fk" FOREIGN KEY ("looked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailings" ADD CONSTRAINT "mailings_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_mailing_id_mailings_id_fk" FOREIGN KEY ("mailing_id") REFERENCES "public"."mailings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_address_id_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."addresses"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_choices" ADD CONSTRAINT "notification_choices_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_proof_id_proofs_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proofs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_notice_id_wordings_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_invitations" ADD CONSTRAINT "membership_invitations_proof_id_proofs_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proofs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_invitations" ADD CONSTRAINT "membership_invitations_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_invitations" ADD CONSTRAINT "membership_invitations_invited_by_persons_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_questions" ADD CONSTRAINT "membership_questions_application_id_membership_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."membership_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_questions" ADD CONSTRAINT "membership_questions_asked_by_persons_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_newsletter_id_newsletters_id_fk" FOREIGN KEY ("newsletter_id") REFERENCES "public"."newsletters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_mailing_id_mailings_id_fk" FOREIGN KEY ("mailing_id") REFERENCES "public"."mailings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_issues" ADD CONSTRAINT "newsletter_issues_taken_out_by_persons_id_fk" FOREIGN KEY ("taken_out_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletters" ADD CONSTRAINT "newsletters_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_versions" ADD CONSTRAINT "notice_versions_wording_id_wordings_id_fk" FOREIGN KEY ("wording_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "wording_acceptances" ADD CONSTRAINT "wording_acceptances_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_acceptances" ADD CONSTRAINT "wording_acceptances_wording_id_wordings_id_fk" FOREIGN KEY ("wording_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wordings" ADD CONSTRAINT "wordings_published_by_persons_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_departures" ADD CONSTRAINT "privacy_departures_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_erasures" ADD CONSTRAINT "privacy_erasures_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_erasures" ADD CONSTRAINT "privacy_erasures_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recovery_code_by_person" ON "account_recovery_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_by_person" ON "sessions" USING btree ("person_id") WHERE "sessions"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "session_by_family" ON "sessions" USING btree ("family");--> statement-breakpoint
CREATE INDEX "session_typed_by" ON "sessions" USING btree ("typed_by") WHERE "sessions"."typed_by" is not null;--> statement-breakpoint
CREATE INDEX "session_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "audit_by_class" ON "audit_entries" USING btree ("class","id");--> statement-breakpoint
CREATE INDEX "audit_by_action" ON "audit_entries" USING btree ("action","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit_entries" USING btree ("subject_id","id" DESC NULLS FIRST) WHERE "audit_entries"."subject_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_by_actor" ON "audit_entries" USING btree ("actor_id","id" DESC NULLS FIRST) WHERE "audit_entries"."actor_id" is not null;--> statement-breakpoint
CREATE INDEX "page_by_scope" ON "content_pages" USING btree ("scope_id");--> statement-breakpoint
CREATE INDEX "page_search" ON "content_pages" USING gin ("search");--> statement-breakpoint
CREATE INDEX "page_by_publication" ON "content_pages" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "page_by_author" ON "content_pages" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "page_tree" ON "content_pages" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "redirect_by_page" ON "content_redirects" USING btree ("page_id");--> statement-breakpoint
CREATE UNIQUE INDEX "revision_number" ON "content_revisions" USING btree ("page_id","number" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "revision_by_editor" ON "content_revisions" USING btree ("saved_by");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_of_form" ON "drafts" USING btree ("person_id","path") WHERE "drafts"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "draft_saved_at" ON "drafts" USING btree ("saved_at");--> statement-breakpoint
CREATE INDEX "enquiry_waiting" ON "enquiries" USING btree ("due_at","id") WHERE "enquiries"."state" <> 'closed';--> statement-breakpoint
CREATE INDEX "enquiry_by_state" ON "enquiries" USING btree ("state","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "enquiry_by_person" ON "enquiries" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "enquiry_by_owner" ON "enquiries" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "enquiry_by_proof" ON "enquiries" USING btree ("proof_id");--> statement-breakpoint
CREATE INDEX "enquiry_age" ON "enquiries" USING btree ("closed_at") WHERE "enquiries"."state" = 'closed';--> statement-breakpoint
CREATE INDEX "enquiry_message_by_enquiry" ON "enquiry_messages" USING btree ("enquiry_id","id");--> statement-breakpoint
CREATE INDEX "enquiry_message_by_author" ON "enquiry_messages" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "moderation_by_post" ON "forum_moderations" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "moderation_by_moderator" ON "forum_moderations" USING btree ("moderator_id");--> statement-breakpoint
CREATE INDEX "moderation_appeals" ON "forum_moderations" USING btree ("appealed_at") WHERE "forum_moderations"."appealed_at" is not null and "forum_moderations"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "moderation_age" ON "forum_moderations" USING btree ("at");--> statement-breakpoint
CREATE INDEX "revision_by_post" ON "forum_post_revisions" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "post_search" ON "forum_posts" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "post_number" ON "forum_posts" USING btree ("topic_id","number");--> statement-breakpoint
CREATE INDEX "post_by_author" ON "forum_posts" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "read_by_topic" ON "forum_reads" USING btree ("topic_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_open" ON "forum_reports" USING btree ("post_id","reporter_id") WHERE "forum_reports"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "report_by_reporter" ON "forum_reports" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "report_by_post" ON "forum_reports" USING btree ("post_id","at");--> statement-breakpoint
CREATE INDEX "report_waiting" ON "forum_reports" USING btree ("at") WHERE "forum_reports"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "report_age" ON "forum_reports" USING btree ("at");--> statement-breakpoint
CREATE INDEX "topic_removed" ON "forum_topics" USING btree ("removed_at") WHERE "forum_topics"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "topic_search" ON "forum_topics" USING gin ("search");--> statement-breakpoint
CREATE INDEX "topic_by_activity" ON "forum_topics" USING btree ("category_id","last_post_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "topic_pinned" ON "forum_topics" USING btree ("category_id") WHERE "forum_topics"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX "topic_by_author" ON "forum_topics" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "topic_by_last_poster" ON "forum_topics" USING btree ("last_post_by");--> statement-breakpoint
CREATE INDEX "watch_by_topic" ON "forum_watches" USING btree ("topic_id","person_id") WHERE "forum_watches"."level" = 'watching';--> statement-breakpoint
CREATE INDEX "near_miss_waiting" ON "near_misses" USING btree ("at") WHERE "near_misses"."looked_at" is null;--> statement-breakpoint
CREATE INDEX "near_miss_age" ON "near_misses" USING btree ("at");--> statement-breakpoint
CREATE INDEX "near_miss_writer" ON "near_misses" USING btree ("writer_id");--> statement-breakpoint
CREATE INDEX "caught_by_address" ON "caught_mails" USING btree ("to_canonical");--> statement-breakpoint
CREATE INDEX "caught_by_message" ON "caught_mails" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "mailing_unfinished" ON "mailings" USING btree ("id") WHERE "mailings"."state" <> 'finished';--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_person" ON "messages" USING btree ("person_id","mailing_id") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_address" ON "messages" USING btree ("address_id","mailing_id") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_once_cause" ON "messages" USING btree ("kind","cause","person_id") WHERE "messages"."cause" is not null;--> statement-breakpoint
CREATE INDEX "message_due" ON "messages" USING btree ("next_at","id") WHERE "messages"."state" in ('pending','deferred') and "messages"."mailing_id" is null;--> statement-breakpoint
CREATE INDEX "message_due_mailing" ON "messages" USING btree ("mailing_id","next_at","id") WHERE "messages"."state" in ('pending','deferred') and "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_lease" ON "messages" USING btree ("lease_until") WHERE "messages"."state" in ('leased','sending');--> statement-breakpoint
CREATE INDEX "message_balance" ON "messages" USING btree ("mailing_id","state","reason") WHERE "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_accepted" ON "messages" USING btree ("mailing_id","final_at") WHERE "messages"."state" = 'accepted' and "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_refused" ON "messages" USING btree ("mailing_id","reason","final_at") WHERE "messages"."state" = 'failed' and "messages"."mailing_id" is not null;--> statement-breakpoint
CREATE INDEX "message_by_person" ON "messages" USING btree ("person_id") WHERE "messages"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "message_by_address" ON "messages" USING btree ("address_id") WHERE "messages"."address_id" is not null;--> statement-breakpoint
CREATE INDEX "message_problems" ON "messages" USING btree ("id" DESC NULLS FIRST) WHERE "messages"."state" in ('failed','unknown','deferred');--> statement-breakpoint
CREATE INDEX "message_by_email" ON "messages" USING btree ("to_email","id" DESC NULLS FIRST) WHERE "messages"."to_email" is not null;--> statement-breakpoint
CREATE INDEX "message_address_age" ON "messages" USING btree ("created_at") WHERE "messages"."to_email" is not null;--> statement-breakpoint
CREATE INDEX "notification_inbox" ON "notifications" USING btree ("person_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notifications" USING btree ("person_id","id" DESC NULLS FIRST) WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notification_by_message" ON "notifications" USING btree ("message_id") WHERE "notifications"."message_id" is not null;--> statement-breakpoint
CREATE INDEX "application_by_state" ON "membership_applications" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "application_by_person" ON "membership_applications" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_by_proof" ON "membership_applications" USING btree ("proof_id");--> statement-breakpoint
CREATE INDEX "invitation_by_state" ON "membership_invitations" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "invitation_by_person" ON "membership_invitations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "invitation_by_sponsor" ON "membership_invitations" USING btree ("invited_by","created_at");--> statement-breakpoint
CREATE INDEX "invitation_by_proof" ON "membership_invitations" USING btree ("proof_id");--> statement-breakpoint
CREATE INDEX "question_by_application" ON "membership_questions" USING btree ("application_id","id");--> statement-breakpoint
CREATE INDEX "issue_by_newsletter" ON "newsletter_issues" USING btree ("newsletter_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "issue_by_author" ON "newsletter_issues" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "notice_untold" ON "notice_versions" USING btree ("id") WHERE "notice_versions"."is_material" and "notice_versions"."told_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "address_one_holder" ON "addresses" USING btree ("canonical") WHERE "addresses"."channel" = 'email' and "addresses"."released_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "address_one_primary" ON "addresses" USING btree ("person_id","channel") WHERE "addresses"."is_primary" and "addresses"."released_at" is null;--> statement-breakpoint
CREATE INDEX "address_by_person" ON "addresses" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "consent_by_person" ON "consent_records" USING btree ("person_id","list_id","id");--> statement-breakpoint
CREATE INDEX "grant_by_organisation" ON "grants" USING btree ("organisation_id") WHERE "grants"."organisation_id" is not null;--> statement-breakpoint
CREATE INDEX "organisation_by_name" ON "organisations" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "person_by_name" ON "persons" USING btree (("full_name" is null),lower(coalesce("full_name", '')),"ref") WHERE "persons"."kind" = 'human' and "persons"."merged_into" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "proof_one_open" ON "proofs" USING btree ("purpose","canonical","subject") WHERE "proofs"."used_at" is null and "proofs"."superseded_at" is null;--> statement-breakpoint
CREATE INDEX "proof_expiry" ON "proofs" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "proof_by_address" ON "proofs" USING btree ("canonical","created_at");--> statement-breakpoint
CREATE INDEX "proof_by_person" ON "proofs" USING btree ("person_id") WHERE "proofs"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "scope_by_parent" ON "scopes" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "subscription_list" ON "subscriptions" USING btree ("list_id","person_id") WHERE "subscriptions"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX "subscription_silence" ON "subscriptions" USING btree ("held_until") WHERE "subscriptions"."state" = 'held';--> statement-breakpoint
CREATE INDEX "subscription_reconfirm" ON "subscriptions" USING btree ("reconfirm_at") WHERE "subscriptions"."state" = 'active';--> statement-breakpoint
CREATE INDEX "subscription_by_address" ON "subscriptions" USING btree ("address_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppression_live" ON "suppressions" USING btree ("key_id","hash","reach",coalesce("list_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "suppressions"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "suppression_lookup" ON "suppressions" USING btree ("hash") WHERE "suppressions"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "acceptance_by_person" ON "wording_acceptances" USING btree ("person_id","wording_id","accepted_at");--> statement-breakpoint
CREATE INDEX "job_outbox_due" ON "job_outbox" USING btree ("run_at") WHERE "job_outbox"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "rate_limit_expiry" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE UNIQUE INDEX "departure_open" ON "privacy_departures" USING btree ("person_id") WHERE "privacy_departures"."cancelled_at" is null and "privacy_departures"."done_at" is null;--> statement-breakpoint
CREATE INDEX "departure_due" ON "privacy_departures" USING btree ("due_at") WHERE "privacy_departures"."cancelled_at" is null and "privacy_departures"."done_at" is null;--> statement-breakpoint
CREATE INDEX "erasure_due" ON "privacy_erasures" USING btree ("due_at") WHERE "privacy_erasures"."erased_at" is null;--> statement-breakpoint

-- What the table builder cannot say: one live grant of a kind per person.
CREATE UNIQUE INDEX "grant_live" ON "grants" ("person_id", "role", "group_id", "organisation_id") NULLS NOT DISTINCT WHERE "revoked_at" IS NULL;
