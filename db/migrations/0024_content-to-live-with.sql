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
ALTER TABLE "forum_digests" ADD COLUMN "tag_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "content_draft_comments" ADD CONSTRAINT "content_draft_comments_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_draft_comments" ADD CONSTRAINT "content_draft_comments_written_by_persons_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_plans" ADD CONSTRAINT "content_plans_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_plans" ADD CONSTRAINT "content_plans_planned_by_persons_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_preview_links" ADD CONSTRAINT "content_preview_links_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_preview_links" ADD CONSTRAINT "content_preview_links_made_by_persons_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_review_requests" ADD CONSTRAINT "content_review_requests_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_review_requests" ADD CONSTRAINT "content_review_requests_asked_by_persons_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft_openings" ADD CONSTRAINT "draft_openings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_comment_of_page" ON "content_draft_comments" USING btree ("page_id","nth" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "plan_by_moment" ON "content_plans" USING btree ("at");--> statement-breakpoint
CREATE INDEX "plan_by_planner" ON "content_plans" USING btree ("planned_by");--> statement-breakpoint
CREATE INDEX "preview_link_by_maker" ON "content_preview_links" USING btree ("made_by");--> statement-breakpoint
CREATE INDEX "review_request_by_asker" ON "content_review_requests" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "draft_opening_by_person" ON "draft_openings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "draft_opening_seen_at" ON "draft_openings" USING btree ("seen_at");