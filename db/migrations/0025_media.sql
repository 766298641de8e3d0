CREATE TABLE "content_link_sites" (
	"origin" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"robots" text,
	"robots_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "content_links" (
	"code" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"checked_at" timestamp with time zone,
	"outcome" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"is_broken" boolean DEFAULT false NOT NULL,
	"ignored_at" timestamp with time zone,
	"ignored_why" text,
	CONSTRAINT "link_code" CHECK ("content_links"."code" ~ '^[0-9a-f]{20}$'),
	CONSTRAINT "link_ignored" CHECK (("content_links"."ignored_at" is null) = ("content_links"."ignored_why" is null))
);
--> statement-breakpoint
CREATE TABLE "content_page_links" (
	"page_id" uuid NOT NULL,
	"link" text NOT NULL,
	CONSTRAINT "page_link" PRIMARY KEY("page_id","link")
);
--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focal_x" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "focal_y" smallint DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "library_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "shared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "content_page_links" ADD CONSTRAINT "content_page_links_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_page_links" ADD CONSTRAINT "content_page_links_link_content_links_code_fk" FOREIGN KEY ("link") REFERENCES "public"."content_links"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "link_due" ON "content_links" USING btree ("due_at") WHERE "content_links"."ignored_at" is null;--> statement-breakpoint
CREATE INDEX "link_broken" ON "content_links" USING btree ("failing_since" DESC NULLS FIRST,"code" DESC NULLS FIRST) WHERE "content_links"."is_broken";--> statement-breakpoint
CREATE INDEX "link_ignored_at" ON "content_links" USING btree ("ignored_at" DESC NULLS FIRST,"code" DESC NULLS FIRST) WHERE "content_links"."ignored_at" is not null;--> statement-breakpoint
CREATE INDEX "page_link_of_link" ON "content_page_links" USING btree ("link");--> statement-breakpoint
CREATE INDEX "file_library" ON "files" USING btree ("library_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "files"."library_at" is not null;--> statement-breakpoint
CREATE INDEX "file_library_size" ON "files" USING btree ("size" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "files"."library_at" is not null;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "file_by_place" UNIQUE("place");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "file_focal" CHECK ("files"."focal_x" between 0 and 100 and "files"."focal_y" between 0 and 100);--> statement-breakpoint
-- by hand
UPDATE "files" SET "library_at" = "uploaded_at" WHERE "id" IN (SELECT "file_id" FROM "file_uses" WHERE "kind" IN ('page', 'revision', 'look'));
