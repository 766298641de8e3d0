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
	"restored_from" integer
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
	CONSTRAINT "enquiry_message_submission" UNIQUE("submission_id"),
	CONSTRAINT "enquiry_message_kind" CHECK ("enquiry_messages"."kind" in ('question','reply','note'))
);
--> statement-breakpoint
CREATE TABLE "forum_moderations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"post_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"original_markdown" text NOT NULL,
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
	CONSTRAINT "moderation_kind" CHECK ("forum_moderations"."kind" in ('removed','edited')),
	CONSTRAINT "moderation_appeal" CHECK (("forum_moderations"."appeal" is null) = ("forum_moderations"."appealed_at" is null)),
	CONSTRAINT "moderation_decision" CHECK (("forum_moderations"."decision" is null) = ("forum_moderations"."decided_at" is null))
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
CREATE TABLE "wording_acceptances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"wording_id" uuid NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL
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
ALTER TABLE "forum_topics" ALTER COLUMN "category_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "interests" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "review_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "published_version" integer;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B') || setweight(to_tsvector('english', body_markdown), 'D')) STORED;--> statement-breakpoint
ALTER TABLE "forum_posts" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', body_markdown)) STORED;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "page_id" uuid;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A')) STORED;--> statement-breakpoint
ALTER TABLE "content_redirects" ADD CONSTRAINT "content_redirects_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD CONSTRAINT "content_revisions_saved_by_persons_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_proof_id_proofs_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proofs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_owner_id_persons_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiries" ADD CONSTRAINT "enquiries_notice_id_wordings_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD CONSTRAINT "enquiry_messages_enquiry_id_enquiries_id_fk" FOREIGN KEY ("enquiry_id") REFERENCES "public"."enquiries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_messages" ADD CONSTRAINT "enquiry_messages_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_post_id_forum_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."forum_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_moderator_id_persons_id_fk" FOREIGN KEY ("moderator_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_moderations" ADD CONSTRAINT "forum_moderations_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_proof_id_proofs_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proofs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_notice_id_wordings_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_applications" ADD CONSTRAINT "membership_applications_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_invitations" ADD CONSTRAINT "membership_invitations_proof_id_proofs_id_fk" FOREIGN KEY ("proof_id") REFERENCES "public"."proofs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_invitations" ADD CONSTRAINT "membership_invitations_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_invitations" ADD CONSTRAINT "membership_invitations_invited_by_persons_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_questions" ADD CONSTRAINT "membership_questions_application_id_membership_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."membership_applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership_questions" ADD CONSTRAINT "membership_questions_asked_by_persons_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_acceptances" ADD CONSTRAINT "wording_acceptances_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wording_acceptances" ADD CONSTRAINT "wording_acceptances_wording_id_wordings_id_fk" FOREIGN KEY ("wording_id") REFERENCES "public"."wordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_departures" ADD CONSTRAINT "privacy_departures_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "redirect_by_page" ON "content_redirects" USING btree ("page_id");--> statement-breakpoint
CREATE UNIQUE INDEX "revision_number" ON "content_revisions" USING btree ("page_id","number" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "revision_by_editor" ON "content_revisions" USING btree ("saved_by");--> statement-breakpoint
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
CREATE INDEX "application_by_state" ON "membership_applications" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "application_by_person" ON "membership_applications" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_by_proof" ON "membership_applications" USING btree ("proof_id");--> statement-breakpoint
CREATE INDEX "invitation_by_state" ON "membership_invitations" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "invitation_by_person" ON "membership_invitations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "invitation_by_sponsor" ON "membership_invitations" USING btree ("invited_by","created_at");--> statement-breakpoint
CREATE INDEX "invitation_by_proof" ON "membership_invitations" USING btree ("proof_id");--> statement-breakpoint
CREATE INDEX "question_by_application" ON "membership_questions" USING btree ("application_id","id");--> statement-breakpoint
CREATE INDEX "acceptance_by_person" ON "wording_acceptances" USING btree ("person_id","wording_id","accepted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "departure_open" ON "privacy_departures" USING btree ("person_id") WHERE "privacy_departures"."cancelled_at" is null and "privacy_departures"."done_at" is null;--> statement-breakpoint
CREATE INDEX "departure_due" ON "privacy_departures" USING btree ("due_at") WHERE "privacy_departures"."cancelled_at" is null and "privacy_departures"."done_at" is null;--> statement-breakpoint
CREATE INDEX "page_search" ON "content_pages" USING gin ("search");--> statement-breakpoint
CREATE INDEX "page_by_publication" ON "content_pages" USING btree ("published_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "page_by_author" ON "content_pages" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "post_search" ON "forum_posts" USING gin ("search");--> statement-breakpoint
CREATE INDEX "topic_search" ON "forum_topics" USING gin ("search");--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "page_scope" UNIQUE("id","scope_id");--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_page" FOREIGN KEY ("page_id","scope_id") REFERENCES "public"."content_pages"("id","scope_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_of_page" UNIQUE("page_id");--> statement-breakpoint
ALTER TABLE "forum_topics" ADD CONSTRAINT "topic_place" CHECK (num_nonnulls("forum_topics"."category_id", "forum_topics"."page_id") = 1);--> statement-breakpoint
UPDATE "content_pages" SET "published_version" = 1 WHERE "published_at" IS NOT NULL;--> statement-breakpoint
INSERT INTO "content_revisions" ("id", "page_id", "number", "title", "summary", "teaser", "body_markdown", "body_html", "renderer_version", "saved_by", "saved_at")
	SELECT gen_random_uuid(), "id", 1, "title", "summary", "teaser", "body_markdown", "body_html", "renderer_version", "author_id", "updated_at" FROM "content_pages";
