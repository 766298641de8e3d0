CREATE TABLE "content_feedback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"page_id" uuid NOT NULL,
	"is_useful" boolean NOT NULL,
	"words" text,
	"given_at" timestamp with time zone NOT NULL,
	"told_on" date,
	CONSTRAINT "feedback_by_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "content_openings" (
	"page_id" uuid NOT NULL,
	"month" date NOT NULL,
	CONSTRAINT "content_opening" PRIMARY KEY("page_id","month")
);
--> statement-breakpoint
CREATE TABLE "content_reading_stopped" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_reads" (
	"person_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"since_version" integer,
	"since_at" timestamp with time zone,
	CONSTRAINT "content_read" PRIMARY KEY("person_id","page_id")
);
--> statement-breakpoint
CREATE TABLE "content_snippets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"body_markdown" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "snippet_by_name" UNIQUE("name"),
	CONSTRAINT "snippet_name" CHECK ("content_snippets"."name" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
CREATE TABLE "content_draft_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"number" integer NOT NULL,
	"sent_back" boolean NOT NULL,
	"body" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"submission_id" uuid NOT NULL,
	CONSTRAINT "draft_comment_once" UNIQUE("written_by","submission_id")
);
--> statement-breakpoint
CREATE TABLE "content_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"act" text NOT NULL,
	"version" integer,
	"at" timestamp with time zone NOT NULL,
	"planned_by" uuid,
	"planned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_of_page" UNIQUE("page_id","act"),
	CONSTRAINT "plan_version" CHECK (("content_plans"."act" = 'publish') = ("content_plans"."version" is not null))
);
--> statement-breakpoint
CREATE TABLE "content_preview_links" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"number" integer NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"made_by" uuid,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "preview_link_by_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "content_review_requests" (
	"page_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft_openings" (
	"path" text NOT NULL,
	"person_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "draft_openings_path_person_id_pk" PRIMARY KEY("path","person_id")
);
--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "snippets" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "superseded_by_id" uuid;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "changed_version" integer;--> statement-breakpoint
ALTER TABLE "content_pages" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_revisions" ADD COLUMN "snippets" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_digests" ADD COLUMN "tag_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_feedback" ADD CONSTRAINT "content_feedback_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_openings" ADD CONSTRAINT "content_openings_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_reading_stopped" ADD CONSTRAINT "content_reading_stopped_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_reads" ADD CONSTRAINT "content_reads_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_reads" ADD CONSTRAINT "content_reads_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_snippets" ADD CONSTRAINT "content_snippets_saved_by_persons_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_draft_comments" ADD CONSTRAINT "content_draft_comments_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_draft_comments" ADD CONSTRAINT "content_draft_comments_written_by_persons_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_plans" ADD CONSTRAINT "content_plans_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_plans" ADD CONSTRAINT "content_plans_planned_by_persons_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_preview_links" ADD CONSTRAINT "content_preview_links_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_preview_links" ADD CONSTRAINT "content_preview_links_made_by_persons_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_review_requests" ADD CONSTRAINT "content_review_requests_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_review_requests" ADD CONSTRAINT "content_review_requests_asked_by_persons_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_openings" ADD CONSTRAINT "draft_openings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feedback_by_page" ON "content_feedback" USING btree ("page_id","given_at" DESC NULLS FIRST,"code" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "feedback_told" ON "content_feedback" USING btree ("told_on","given_at") WHERE "content_feedback"."words" is not null;--> statement-breakpoint
CREATE INDEX "feedback_age" ON "content_feedback" USING btree ("given_at");--> statement-breakpoint
CREATE INDEX "content_opening_by_month" ON "content_openings" USING btree ("month");--> statement-breakpoint
CREATE INDEX "content_read_by_page" ON "content_reads" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "snippet_by_editor" ON "content_snippets" USING btree ("saved_by");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_comment_of_page" ON "content_draft_comments" USING btree ("page_id","nth" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "plan_by_moment" ON "content_plans" USING btree ("at");--> statement-breakpoint
CREATE INDEX "plan_by_planner" ON "content_plans" USING btree ("planned_by");--> statement-breakpoint
CREATE INDEX "preview_link_by_maker" ON "content_preview_links" USING btree ("made_by");--> statement-breakpoint
CREATE INDEX "review_request_by_asker" ON "content_review_requests" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "draft_opening_by_person" ON "draft_openings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "draft_opening_seen_at" ON "draft_openings" USING btree ("seen_at");--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_owner_id_persons_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_pages" ADD CONSTRAINT "content_pages_superseded_by_id_content_pages_id_fk" FOREIGN KEY ("superseded_by_id") REFERENCES "public"."content_pages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "page_by_owner" ON "content_pages" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "page_by_successor" ON "content_pages" USING btree ("superseded_by_id");--> statement-breakpoint
CREATE INDEX "page_by_snippet" ON "content_pages" USING gin ("snippets");--> statement-breakpoint
CREATE INDEX "revision_by_snippet" ON "content_revisions" USING gin ("snippets");--> statement-breakpoint
-- lines of blocks are no words to search for; what is common is known from the statistics, and an empty table has none
ALTER TABLE "content_pages" drop column "search", ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(search_vector(title), 'A') || setweight(search_vector(summary), 'B') || setweight(search_vector(regexp_replace(body_markdown, '^(:: ?[a-z].*$|:::+ ?[a-z]*)', '', 'gin')), 'D')) STORED;--> statement-breakpoint
CREATE INDEX "page_search" ON "content_pages" USING gin ("search") WITH (fastupdate=false);--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM "content_pages") THEN
    ANALYZE "content_pages";
  END IF;
END $$;
